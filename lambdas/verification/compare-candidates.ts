import { decodeSignature } from './decode-signature.ts';
import { staleness } from './freshness.ts';
import type { Content, Part, SignatureEncoding } from './parts.ts';
import { readPart } from './read-part.ts';
import type { Freshness, Verdict } from './scheme.ts';
import { signedContents } from './signed-content.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** What every scheme with signatures over content has. */
export interface Signed extends Freshness {
  readonly encoding: SignatureEncoding;
  readonly signature: Part;
  readonly signedContent: readonly Content[];
}

/** More signatures than any rotation needs; a header full of them costs no more than this. */
const maxSignatures = 10;

/** Made once for a key and a content, asked of each signature. */
export type Matcher = (signature: Buffer) => boolean;

/**
 * Tries every signature of the delivery against every content it may cover and every key; then looks at the clock,
 * so that an old timestamp is only ever reported of a genuine signature.
 */
export function compareCandidates<Key>(
  scheme: Signed,
  request: WebhookRequest,
  nowMs: number,
  keys: readonly Key[],
  matcher: (key: Key, content: Buffer) => Matcher,
): Verdict {
  const texts = readPart(scheme.signature, request);
  if (texts.length === 0) return { verified: false, reason: 'missing_signature' };
  const signatures = texts.slice(0, maxSignatures).flatMap((text) => decodeSignature(text, scheme.encoding) ?? []);
  if (signatures.length === 0) return { verified: false, reason: 'malformed_signature' };

  const contents = signedContents(scheme.signedContent, request);
  if (contents.length === 0) return { verified: false, reason: missing(scheme, request) };

  const secretIndex = keys.findIndex((key) =>
    contents.some((content) => {
      const matches = matcher(key, content);
      return signatures.some((signature) => matches(signature) === true);
    }),
  );
  if (secretIndex < 0) return { verified: false, reason: 'signature_mismatch' };
  const reason = staleness(scheme, request, nowMs);
  return reason === null ? { verified: true, secretIndex } : { verified: false, reason };
}

function missing(scheme: Signed, request: WebhookRequest) {
  const { timestamp } = scheme;
  const noTimestamp = timestamp && readPart(timestamp, request).length === 0;
  return noTimestamp ? 'missing_timestamp' : 'missing_signed_content';
}
