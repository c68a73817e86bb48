import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { decodeSignature, encodeSignature } from '../../lambdas/verification/decode-signature.ts';
import type { Part } from '../../lambdas/verification/parts.ts';
import { readPart } from '../../lambdas/verification/read-part.ts';
import type { Digest, Hmac, PublicKey, VerificationScheme } from '../../lambdas/verification/scheme.ts';
import { schemeFor } from '../../lambdas/verification/scheme-for.ts';
import { secretBytes } from '../../lambdas/verification/secret-bytes.ts';
import { timestampText } from '../../lambdas/verification/sign.ts';
import { signedContents } from '../../lambdas/verification/signed-content.ts';
import { standardWebhooksHmac } from '../../lambdas/verification/standard-webhooks.ts';
import { standsInBody } from '../../lambdas/verification/stands-in-body.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { writePart } from '../../lambdas/verification/write-part.ts';
import { draftOf, type Keys, newKeys, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;

const withHeader = (request: WebhookRequest, name: string, value: string): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, [name, value]]),
});

function without(request: WebhookRequest, name: string): WebhookRequest {
  const headers = new Map(request.headers);
  headers.delete(name);
  return { ...request, headers };
}

const otherEncodings: readonly ((bytes: Buffer, text: string) => string)[] = [
  (bytes) => bytes.toString('hex'),
  (bytes) => bytes.toString('hex').toUpperCase(),
  (bytes) => bytes.toString('base64'),
  (bytes) => bytes.toString('base64url'),
  (bytes) => bytes.toString('base64').replace(/=+$/, ''),
  (_, text) => `${text}=`,
  (_, text) => `${text} `,
  (_, text) => ` ${text.slice(0, 10)} ${text.slice(10)}`,
];

type Signing = Hmac | PublicKey | Digest;

/** The scheme by which a sample is signed, when a signature covers content of it; null where a secret or a token is sent along. */
function signingScheme({ verification }: Provider, sample: Sample): Signing | null {
  const chosen = schemeFor(verification, draftOf(sample, { nowMs }));
  const single = chosen?.kind === 'bySecret' ? chosen.cases[0]?.scheme : chosen;
  switch (single?.kind) {
    case 'hmac':
    case 'digest':
    case 'publicKey':
      return single;
    case 'standardWebhooks':
      return standardWebhooksHmac(single);
    case 'slots':
      return single.schemes[0] ?? null;
    default:
      return null;
  }
}

/** Each reading of the secret that the definition knows. */
function genuineKeys(verification: VerificationScheme, scheme: Hmac, secret: string): readonly Buffer[] {
  const older = verification.kind === 'standardWebhooks' ? verification.olderSecretFormat : undefined;
  return [scheme.secretFormat, ...(older ? [older] : [])].map((format) =>
    secretBytes(secret, format, scheme.keySuffix),
  );
}

/** Each provider with its first sample, and with the first sample of every other way of signing. */
const signing = [...catalogue].flatMap(([name, provider]) => {
  const ways = new Map<string, readonly [string, Provider, Signing]>();
  for (const sample of provider.samples) {
    const scheme = signingScheme(provider, sample);
    const way = JSON.stringify(scheme);
    const title = ways.size === 0 ? name : `${name} ${sample.eventType}`;
    if (scheme && !ways.has(way)) ways.set(way, [title, { ...provider, samples: [sample] }, scheme]);
  }
  return [...ways.values()];
});

const draftFor = (provider: Provider, keys: Keys, at: number) =>
  draftOf(provider.samples[0], { nowMs: at, ...(keys.published.length > 0 ? { secret: keys.configured } : {}) });

describe.each(signing)('%s refuses', (_, provider, scheme) => {
  const { verification } = provider;
  const keys = newKeys(provider, 'own');
  const draft = draftFor(provider, keys, nowMs);
  const everywhere = signed(provider, draft, keys.signing, nowMs);
  // Of several places for signatures one is enough: what follows looks at the first.
  const genuine = others(verification).reduce((request, name) => without(request, name), everywhere);
  const added = [...genuine.headers.keys()].filter((name) => genuine.headers.get(name) !== draft.headers.get(name));
  const [text = ''] = readPart(scheme.signature, genuine);
  const bytes = decodeSignature(text, scheme.encoding) ?? Buffer.alloc(0);

  const accepts = (request: WebhookRequest, at = nowMs) =>
    verify(verification, request, [keys.configured], at, keys.published).verified === true;
  const withText = (was: string, is: string): WebhookRequest => ({
    ...genuine,
    rawBody: Buffer.from(genuine.rawBody.toString().replace(was, () => JSON.stringify(is).slice(1, -1))),
  });
  const withSignature = (value: string) =>
    standsInBody(scheme.signature) ? withText(text, value) : writeSlots(verification, scheme, value, genuine);
  const coversBody = scheme.bodyNotCovered === undefined;

  it('nothing genuine: what follows changes one thing of a delivery that is accepted', () => {
    expect(accepts(genuine)).toBe(true);
    expect(encodeSignature(bytes, scheme.encoding)).toBe(text);
  });

  it.runIf(coversBody)('a body with one byte changed, wherever it stands', () => {
    const accepted = [...genuine.rawBody.keys()].filter((at) => {
      const rawBody = Buffer.from(genuine.rawBody);
      rawBody[at] = (rawBody[at] ?? 0) ^ 1;
      return accepts({ ...genuine, rawBody });
    });
    expect(accepted).toEqual([]);
  });

  it.runIf(coversBody)('a body with a byte more or less', () => {
    const longer = [' ', '\n', '\0', '&', '&a=', '{}'].map((tail) =>
      Buffer.concat([genuine.rawBody, Buffer.from(tail)]),
    );
    const forms = genuine.headers.get('content-type')?.includes('form') ? longer.slice(4) : longer;
    for (const rawBody of [...forms, genuine.rawBody.subarray(1), genuine.rawBody.subarray(0, -1), Buffer.alloc(0)]) {
      expect(accepts({ ...genuine, rawBody })).toBe(false);
    }
  });

  it('a signature with one bit flipped, whichever it is', () => {
    const accepted = Array.from({ length: bytes.length * 8 }, (_, bit) => bit).filter((bit) => {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return accepts(withSignature(encodeSignature(flipped, scheme.encoding)));
    });
    expect(accepted).toEqual([]);
  });

  it('a header that is missing, empty, cut, or there twice', () => {
    const accepted = added.flatMap((name) => {
      const value = genuine.headers.get(name) ?? '';
      // In a list of signatures the same one twice is still one that fits.
      const isList = headerOf(scheme.signature) === name && isCommaList(scheme.signature);
      const twice = isList ? [] : [`${value},${value}`];
      const changed = ['', ' ', value.slice(0, -1), value.slice(0, value.length / 2), ...twice, `${value}0`];
      return [without(genuine, name), ...changed.map((other) => withHeader(genuine, name, other))]
        .filter((request) => accepts(request))
        .map((request) => `${name}: ${request.headers.get(name)}`);
    });
    expect(accepted).toEqual([]);
  });

  it('a signature in another encoding', () => {
    const others = otherEncodings
      .map((encode) => encode(bytes, text))
      .filter((other) => !decodeSignature(other.trim(), scheme.encoding)?.equals(bytes));
    expect(others.length).toBeGreaterThan(2);
    expect(others.filter((other) => accepts(withSignature(other)))).toEqual([]);
  });

  it('a signature of no bytes, of zeros, of another length', () => {
    const lengths = [0, 1, bytes.length - 1, bytes.length, bytes.length + 1, 512];
    const zeros = lengths.map((length) => encodeSignature(Buffer.alloc(length), scheme.encoding));
    expect(zeros.filter((zero) => accepts(withSignature(zero)))).toEqual([]);
    expect(accepts(withSignature('é'.repeat(text.length)))).toBe(false);
  });

  it('an HMAC under the empty key, and one under the text of the configured key in another reading', () => {
    const hash = 'hash' in scheme ? scheme.hash : 'sha256';
    const [content = Buffer.alloc(0)] = signedContents(scheme.signedContent, genuine);
    const right = scheme.kind === 'hmac' ? genuineKeys(verification, scheme, keys.configured) : [];
    const readings = [
      Buffer.from(keys.configured),
      Buffer.from(keys.configured, 'base64'),
      Buffer.from(keys.configured, 'hex'),
    ];
    const wrong = ['', 'undefined', 'null', ...readings.filter((key) => !right.some((genuine) => genuine.equals(key)))];
    const accepted = wrong.filter((key) =>
      accepts(withSignature(encodeSignature(createHmac(hash, key).update(content).digest(), scheme.encoding))),
    );
    expect(accepted).toEqual([]);
  });

  it.runIf(coversBody)('a valid signature over another body of the same length', () => {
    const rawBody = Buffer.from(draft.rawBody);
    rawBody[rawBody.length - 3] = (rawBody.at(-3) ?? 0) ^ 1;
    const other = signed(provider, { ...draft, rawBody }, keys.signing, nowMs);
    expect(accepts(withSignature(readPart(scheme.signature, other)[0] ?? ''))).toBe(false);
  });

  it('a timestamp that was changed after signing', () => {
    const { timestamp, timestampUnit = 's' } = scheme;
    if (!timestamp) return expect(scheme.toleranceSeconds).toBeNull();
    const written = timestampText[timestampUnit](nowMs);
    const others = [
      timestampText[timestampUnit](nowMs + 1000),
      `0${written}`,
      `+${written}`,
      `${written}.0`,
      '',
      'NaN',
    ];
    if (standsInBody(timestamp)) return expect(others.filter((other) => accepts(withText(written, other)))).toEqual([]);
    const stamped = added.filter((name) => genuine.headers.get(name)?.includes(written));
    expect(stamped).toHaveLength(1);
    const [name = ''] = stamped;
    const value = genuine.headers.get(name) ?? '';
    const changed = others.map((other) => withHeader(genuine, name, value.replace(written, other)));
    return expect(changed.filter((request) => accepts(request))).toEqual([]);
  });
});

/** The header in which the part stands; null when it stands elsewhere. */
function headerOf(part: Part): string | null {
  if (part.kind === 'position') return headerOf(part.of);
  if (part.kind === 'eachHeader') return part.names[0];
  return 'name' in part ? part.name : null;
}

const isCommaList = (part: Part) => 'separator' in part && part.separator === ',';

function others(verification: VerificationScheme): readonly string[] {
  const rest = verification.kind === 'slots' ? verification.schemes.slice(1) : [];
  return rest.flatMap(({ signature }) => ('name' in signature ? [signature.name] : []));
}

/** A scheme with several places for signatures has the same in each. */
function writeSlots(verification: VerificationScheme, scheme: Signing, value: string, request: WebhookRequest) {
  const schemes = verification.kind === 'slots' ? verification.schemes : [scheme];
  return schemes.reduce((changed, { signature }) => writePart(signature, value, changed), request);
}

const windowed = signing.filter(([, , scheme]) => scheme.toleranceSeconds !== null);

describe.each(windowed)('%s', (_, provider, scheme) => {
  const { toleranceSeconds, aheadSeconds = toleranceSeconds, exclusive } = scheme;
  const toleranceMs = (toleranceSeconds ?? 0) * 1000;
  const keys = newKeys(provider, 'own');
  const signedAt = (at: number) => signed(provider, draftFor(provider, keys, at), keys.signing, at);
  const verdict = (at: number) => verify(provider.verification, signedAt(at), [keys.configured], nowMs, keys.published);

  it.each([
    ['behind', -1, exclusive ? toleranceMs - 1 : toleranceMs],
    ['ahead of', 1, (aheadSeconds ?? 0) * 1000],
  ])('accepts a timestamp at the end of the window %s the clock, and none beyond', (__, side, windowMs) => {
    expect(verdict(nowMs + side * windowMs).verified).toBe(true);
    expect(verdict(nowMs + side * (windowMs + 1000))).toEqual({
      verified: false,
      reason: 'timestamp_out_of_tolerance',
    });
  });

  it('says that a signature is wrong before it looks at the clock', () => {
    const stranger = newKeys(provider, 'stranger');
    const late = signedAt(nowMs - toleranceMs * 9);
    const { verified, reason } = {
      reason: null,
      ...verify(provider.verification, late, [stranger.configured], nowMs, stranger.published),
    };
    expect(verified).toBe(false);
    expect(['signature_mismatch', 'missing_signed_content']).toContain(reason);
  });
});
