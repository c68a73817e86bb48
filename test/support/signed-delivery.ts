import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { sign } from '../../lambdas/verification/sign.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { fillSample } from '../../operator/fill-sample.ts';

/** `signing` is what the provider has, `configured` what the endpoint's secret holds. */
export interface Keys {
  readonly signing: string;
  readonly configured: string;
}

const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const der = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });

/** New keys of the kind that the provider's scheme needs. */
export function newKeys({ verification, secret: { local } }: Provider, seed: string): Keys {
  if (verification.kind === 'publicKey') {
    if (verification.algorithm === 'ed25519') {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      return { signing: pem(privateKey), configured: der(publicKey).subarray(-32).toString('hex') };
    }
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return { signing: pem(privateKey), configured: der(publicKey).toString('base64') };
  }
  if (local.kind !== 'text') throw new Error('a shared secret is text');
  const secret = local.prefix + Buffer.alloc(local.bytes, seed).toString(local.encoding);
  return { signing: secret, configured: secret };
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
