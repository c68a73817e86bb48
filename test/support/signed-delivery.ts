import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { madeSecret } from '../../lambdas/providers/made-secret.ts';
import type { VerificationScheme } from '../../lambdas/verification/scheme.ts';
import { sign } from '../../lambdas/verification/sign.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { fillSample } from '../../operator/fill-sample.ts';

/** `signing` is what the provider has, `configured` what the endpoint's secret holds. */
export interface Keys {
  readonly signing: string;
  readonly configured: string;
  /** What the provider publishes, where its keys are not configured. */
  readonly published: readonly KeyObject[];
}

const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const der = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });

type KeyKind = 'ed25519' | 'ec' | 'rsa';

/** The kind of key pair that the scheme's first choice needs; null where a text is shared. */
function keyPairKind(scheme: VerificationScheme): KeyKind | null {
  if (scheme.kind === 'choose' && scheme.cases[0]) return keyPairKind(scheme.cases[0].scheme);
  if (scheme.kind === 'publicKey') return kindFor(scheme.algorithm);
  return scheme.kind === 'jwt' ? kindFor(scheme.algorithms[0] ?? '') : null;
}

function kindFor(algorithm: string): KeyKind | null {
  if (algorithm.startsWith('HS')) return null;
  if (/^ed/i.test(algorithm)) return 'ed25519';
  return /^(?:ecdsa|ES)/.test(algorithm) ? 'ec' : 'rsa';
}

function keyPair(kind: KeyKind) {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'ec') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function configuredKey({ verification }: Provider, key: KeyObject): string {
  const rawHex = verification.kind === 'publicKey' && verification.keyFormat === 'raw-hex';
  const rawBase64 = verification.kind === 'publicKey' && verification.keyFormat === 'raw-base64';
  if (rawHex || rawBase64)
    return der(key)
      .subarray(-32)
      .toString(rawHex ? 'hex' : 'base64');
  return der(key).toString('base64');
}

/** New keys of the kind that the provider's scheme needs. */
export function newKeys(provider: Provider, seed: string): Keys {
  const { verification, secret } = provider;
  const kind = keyPairKind(verification);
  const text = secret.local.kind === 'text' ? madeSecret(secret.local, Buffer.alloc(secret.local.bytes, seed)) : null;
  if (kind === null) {
    if (text === null) throw new Error('a shared secret is text');
    return { signing: text, configured: text, published: [] };
  }
  const { privateKey, publicKey } = keyPair(kind);
  // Where the provider publishes its key, something else is configured.
  return text === null
    ? { signing: pem(privateKey), configured: configuredKey(provider, publicKey), published: [] }
    : { signing: pem(privateKey), configured: text, published: [publicKey] };
}

export const publicUrl = 'https://hooks.example.com/hooks/inbox';

export interface SampleOptions {
  readonly nowMs: number;
  readonly id?: string;
  readonly publicUrl?: string;
}

/** The sample as the provider would send it, without a signature. */
export function draftOf(sample: Sample, options: SampleOptions): WebhookRequest {
  const { headers, body } = fillSample(sample, options.nowMs, options.id);
  return { method: 'POST', headers, rawQuery: '', publicUrl: options.publicUrl ?? publicUrl, rawBody: body };
}

export function signed(provider: Provider, draft: WebhookRequest, key: string, nowMs: number): WebhookRequest {
  return { ...draft, ...sign(provider.verification, draft, key, nowMs) };
}
