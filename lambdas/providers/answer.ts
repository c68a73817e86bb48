import { createHash, createHmac } from 'node:crypto';
import { holds } from '../verification/condition.ts';
import { onlyValue } from '../verification/read-part.ts';
import { secretBytes } from '../verification/secret-bytes.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import type { Answer, Echo, Handshake, HashedEcho, Provider, SignedEcho } from './define-provider.ts';

export interface AnswerText {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What an echo gives back; null when it is not there or not of the allowed form. */
export function echoed({ echo, pattern }: Echo, request: WebhookRequest): string | null {
  const value = onlyValue(echo, request);
  return value !== undefined && new RegExp(`^(?:${pattern})$`).test(value) ? value : null;
}

function signedEcho({ hmac, prefix = '' }: SignedEcho, request: WebhookRequest): string | null {
  const text = echoed({ echo: hmac.of, pattern: hmac.pattern }, request);
  if (text === null || !request.secret) return null;
  return (
    prefix + createHmac(hmac.hash, secretBytes(request.secret, hmac.secretFormat)).update(text).digest(hmac.encoding)
  );
}

function textOf(value: string | Echo | SignedEcho | HashedEcho, request: WebhookRequest): string | null {
  if (typeof value === 'string') return value;
  if ('hash' in value) return hashedEcho(value, request);
  return 'hmac' in value ? signedEcho(value, request) : echoed(value, request);
}

function hashedEcho({ hash, encoding, followedBy, ...echo }: HashedEcho, request: WebhookRequest): string | null {
  const texts = [echoed(echo, request), ...followedBy.map((part) => onlyValue(part, request) ?? null)];
  return texts.includes(null) ? null : createHash(hash).update(texts.join('')).digest(encoding);
}

/** Null when one of the values is missing. */
function valuesOf(
  values: Readonly<Record<string, string | Echo | SignedEcho | HashedEcho>>,
  request: WebhookRequest,
): Record<string, string> | null {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const text = textOf(value, request);
    if (text === null) return null;
    texts[name] = text;
  }
  return texts;
}

/**
 * The answer in words; null when what it should give back is not there or not of the allowed form.
 * `request.secret` is what a signed echo signs with.
 */
export function render(
  { status, contentType, headers = {}, body }: Answer,
  request: WebhookRequest,
): AnswerText | null {
  const headerTexts = valuesOf(headers, request);
  const content = body === undefined || typeof body === 'string' ? constant(contentType, body) : made(body, request);
  if (headerTexts === null || content === null) return null;
  return { status, ...(Object.keys(headerTexts).length > 0 ? { headers: headerTexts } : {}), ...content };
}

type Content = Pick<AnswerText, 'contentType' | 'body'>;

const constant = (contentType?: string, body?: string): Content => ({
  ...(contentType ? { contentType } : {}),
  ...(body ? { body } : {}),
});

function made(body: Exclude<Answer['body'], string | undefined>, request: WebhookRequest): Content | null {
  if ('json' in body) {
    const json = valuesOf(body.json, request);
    return json && { contentType: 'application/json', body: JSON.stringify(json) };
  }
  const texts = ('text' in body ? body.text : [body]).map((value) => textOf(value, request));
  return texts.includes(null) ? null : { contentType: 'text/plain', body: texts.join('') };
}

/** Whether a secret is needed to answer. */
export function signsItsAnswer({ answer: { body } }: Handshake): boolean {
  if (typeof body !== 'object' || 'echo' in body) return false;
  const values = 'json' in body ? Object.values(body.json) : body.text;
  return values.some((value) => typeof value !== 'string' && ('hmac' in value || 'hash' in value));
}

/** The handshake that this request is, among the signed or the unsigned ones; null for an ordinary delivery. */
export function findHandshake(
  { handshakes = [] }: Pick<Provider, 'handshakes'>,
  request: WebhookRequest,
  { signed }: { readonly signed: boolean },
): Handshake | null {
  return handshakes.find((handshake) => handshake.signed === signed && holds(handshake.when, request)) ?? null;
}

/** What the provider expects back for a delivery that was accepted before or now. */
export function answerFor(provider: Pick<Provider, 'answers'>, request: WebhookRequest): AnswerText {
  const fitting = provider.answers?.find(({ when }) => holds(when, request));
  return (fitting && render(fitting.answer, request)) ?? { status: 200 };
}
