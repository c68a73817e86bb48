import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { madeSecret } from '../../lambdas/providers/made-secret.ts';
import { type KeyKind, keyKind, publishedKey } from '../../lambdas/verification/key-source.ts';
import type { VerificationScheme } from '../../lambdas/verification/scheme.ts';
import { sign } from '../../lambdas/verification/sign.ts';
import { ownKeyId } from '../../lambdas/verification/sign-jwt.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { fillSample } from '../../operator/fill-sample.ts';
import { type CertifiedPair, certifiedPair, chainedPair, publishedAnswer } from './published-keys.ts';

/** `signing` is what the provider has, `configured` what the endpoint's secret holds. */
export interface Keys {
  readonly signing: string;
  readonly configured: string;
  /** What the provider publishes, where its keys are not configured. */
  readonly published: readonly KeyObject[];
  /** The certificate over it. */
  readonly certificate: string;
}

const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const der = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });

/** The kind of key pair that the scheme's first choice needs; null where a text is shared. */
function keyPairKind(scheme: VerificationScheme): KeyKind | null {
  if (scheme.kind === 'choose' && scheme.cases[0]) return keyPairKind(scheme.cases[0].scheme);
  if (scheme.kind === 'publicKey') return keyKind(scheme.algorithm);
  const [algorithm = 'HS'] = scheme.kind === 'jwt' ? scheme.algorithms : [];
  return algorithm.startsWith('HS') ? null : keyKind(algorithm);
}

const seeds = ['own', 'other', 'stranger'] as const;
export type Seed = (typeof seeds)[number];

const certified = new Map<Seed, CertifiedPair>();
for (const seed of seeds) certified.set(seed, await certifiedPair(`${seed}.paypal.com`));

/** Which extensions the certificates have that a token carries; null where it carries none. */
const chainOf = ({ verification }: Provider) => {
  const source = publishedKey(verification)?.source;
  return source?.kind === 'certificateChain' ? source : null;
};

const chained = new Map<string, CertifiedPair>();
for (const provider of catalogue.values()) {
  const source = chainOf(provider);
  for (const seed of source ? seeds : []) {
    if (source) chained.set(`${provider.name} ${seed}`, await chainedPair(source));
  }
}

function keyPair(kind: KeyKind, seed: Seed): CertifiedPair {
  const pair = certified.get(seed);
  if (!pair) throw new Error(`there are no keys for ${seed}`);
  if (kind === 'rsa') return pair;
  const { certificate } = pair;
  if (kind === 'ed25519') return { ...generateKeyPairSync('ed25519'), certificate };
  return { ...generateKeyPairSync('ec', { namedCurve: kind === 'ec' ? 'P-256' : 'P-521' }), certificate };
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
export function newKeys(provider: Provider, seed: Seed): Keys {
  const { verification, secret } = provider;
  const kind = keyPairKind(verification);
  const text = secret.local.kind === 'text' ? madeSecret(secret.local, Buffer.alloc(secret.local.bytes, seed)) : null;
  if (kind === null) {
    if (text === null) throw new Error('a shared secret is text');
    return { signing: text, configured: text, published: [], certificate: '' };
  }
  const own = chained.get(`${provider.name} ${seed}`);
  const { privateKey, publicKey, certificate } = own ?? keyPair(kind, seed);
  const signing = pem(privateKey) + (own ? certificate : '');
  // Where the provider publishes its key, something else is configured.
  return text === null
    ? { signing, configured: configuredKey(provider, publicKey), published: [], certificate }
    : { signing, configured: text, published: [publicKey], certificate };
}

export const publicUrl = 'https://hooks.example.com/hooks/inbox';

export interface SampleOptions {
  readonly nowMs: number;
  readonly id?: string;
  readonly publicUrl?: string;
  /** What the endpoint is configured with, where a delivery repeats it. */
  readonly secret?: string;
}

/** The sample as the provider would send it, without a signature. */
export function draftOf(sample: Sample, options: SampleOptions): WebhookRequest {
  const { secret } = options;
  const { headers, body } = fillSample(sample, options.nowMs, options.id, secret);
  const draft = { method: 'POST', headers, rawQuery: '', publicUrl: options.publicUrl ?? publicUrl, rawBody: body };
  return secret === undefined ? draft : { ...draft, secret };
}

export function signed(provider: Provider, draft: WebhookRequest, key: string, nowMs: number): WebhookRequest {
  return { ...draft, ...sign(provider.verification, draft, key, nowMs) };
}

/** What its servers would answer. */
export function answerOf(provider: Provider, { published: [key], certificate }: Keys): string {
  const source = publishedKey(provider.verification)?.source;
  if (!source || !key) throw new Error(`${provider.name} publishes no key`);
  return publishedAnswer(source, ownKeyId, key, certificate);
}
