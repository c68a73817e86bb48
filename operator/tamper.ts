import type { Provider } from '../lambdas/providers/define-provider.ts';
import { itemRequests } from '../lambdas/verification/each-item.ts';
import type { Part } from '../lambdas/verification/parts.ts';
import { readPart } from '../lambdas/verification/read-part.ts';
import type { VerificationScheme } from '../lambdas/verification/scheme.ts';
import { schemeFor } from '../lambdas/verification/scheme-for.ts';
import type { WebhookRequest } from '../lambdas/verification/webhook-request.ts';
import { writePart } from '../lambdas/verification/write-part.ts';
import { UsageError } from './operator-error.ts';

/** What is spoilt in an otherwise right delivery. */
export const tampers = ['body', 'signature', 'timestamp'] as const;
export type Tamper = (typeof tampers)[number];

/** The delivery with one byte changed; `timestamp` is spoilt at signing. Throws UsageError when the scheme would not notice. */
export function tamperWith(tamper: Tamper, provider: Provider, request: WebhookRequest): WebhookRequest {
  switch (tamper) {
    case 'body':
      return tamperWithBody(provider, request);
    case 'signature':
      return tamperWithSignature(provider, request);
    case 'timestamp':
      return request;
  }
}

function tamperWithBody({ displayName, verification }: Provider, request: WebhookRequest): WebhookRequest {
  if (!coversBody(verification, request)) {
    throw new UsageError(
      `${displayName} does not sign the body, so nobody can notice a change in it${
        verification.kind === 'unsigned' ? '' : ': use --tamper signature'
      }`,
    );
  }
  const rawBody = Buffer.from(request.rawBody);
  const index = rawBody.findLastIndex(isAlphanumeric);
  const byte = rawBody[index];
  if (byte === undefined) throw new UsageError('the body has no letter or digit to change: use --tamper signature');
  rawBody[index] = byte === 0x30 ? 0x31 : 0x30;
  return { ...request, rawBody };
}

const isAlphanumeric = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** The changed signature keeps its form: the first digit differs, and 0 and 1 are digits of hexadecimal and of base64. */
function tamperWithSignature({ displayName, verification }: Provider, request: WebhookRequest): WebhookRequest {
  const signature = signatureOf(verification, request);
  if (signature === null)
    throw new UsageError(`${displayName} sends no signature, so there is nothing to change in it`);
  const changed = (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
  const spoil = (text: string) => text.replaceAll(signature, () => changed);
  const part = encodedPart(verification, request);
  if (part) return writePart(part, changed, request);
  return {
    ...request,
    headers: new Map([...request.headers].map(([name, value]) => [name, spoil(value)])),
    rawQuery: spoil(request.rawQuery),
    rawBody: request.rawBody.includes(signature) ? Buffer.from(spoil(request.rawBody.toString())) : request.rawBody,
  };
}

/** Where the signature stands when it is encoded once more there, so that its text is nowhere to be seen; null elsewhere. */
function encodedPart(scheme: VerificationScheme, request: WebhookRequest): Part | null {
  const chosen = schemeFor(scheme, request);
  if (!chosen || !('signature' in chosen)) return null;
  return JSON.stringify(chosen.signature).includes('"decoded"') ? chosen.signature : null;
}

/** Whether a change anywhere in the body is noticed. */
function coversBody(scheme: VerificationScheme, request: WebhookRequest): boolean {
  const chosen = scheme.kind === 'bySecret' ? scheme.cases[0]?.scheme : schemeFor(scheme, request);
  if (!chosen || ['token', 'basicAuth', 'unsigned', 'eachItem'].includes(chosen.kind)) return false;
  if (chosen.kind === 'jwt') return chosen.bodyHash !== undefined || chosen.token.kind === 'rawBody';
  return !('bodyNotCovered' in chosen && chosen.bodyNotCovered !== undefined);
}

function signatureOf(scheme: VerificationScheme, request: WebhookRequest): string | null {
  switch (scheme.kind) {
    case 'choose': {
      const chosen = schemeFor(scheme, request);
      return chosen && signatureOf(chosen, request);
    }
    case 'bySecret':
      return scheme.cases.map(({ scheme: one }) => signatureOf(one, request)).find((text) => text !== null) ?? null;
    case 'slots':
      return scheme.schemes.map((one) => signatureOf(one, request)).find((text) => text !== null) ?? null;
    case 'eachItem': {
      const [item] = itemRequests(scheme.items, request);
      return item ? signatureOf(scheme.scheme, item) : null;
    }
    case 'hmac':
    case 'digest':
    case 'publicKey':
      return firstValue(scheme.signature, request);
    case 'jwt':
    case 'token':
      return firstValue(scheme.token, request);
    case 'standardWebhooks':
      return request.headers.get(`${scheme.headerPrefix}-signature`)?.split(',')[1] ?? null;
    case 'basicAuth':
      return request.headers.get('authorization')?.split(' ')[1] ?? null;
    case 'unsigned':
      return null;
  }
}

function firstValue(part: Part, request: WebhookRequest): string | null {
  const text = readPart(part, request)[0] ?? null;
  // A token that is the body holds its signature behind the last dot.
  return part.kind === 'rawBody' ? (text?.split('.')[2] ?? null) : text;
}
