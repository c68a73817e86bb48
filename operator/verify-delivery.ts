import type { KeyObject } from 'node:crypto';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import { identify } from '../lambdas/providers/identify.ts';
import { ConfigurationError } from '../lambdas/runtime/errors.ts';
import type { KeyState } from '../lambdas/runtime/key-cache.ts';
import { type KeyRequest, keyRequestOf } from '../lambdas/verification/key-request.ts';
import type { RejectionReason } from '../lambdas/verification/scheme.ts';
import { verify } from '../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../lambdas/verification/webhook-request.ts';
import { checkSecret } from './check-secret.ts';
import { findCause } from './find-cause.ts';
import { UsageError } from './operator-error.ts';

export interface VerifyPlan {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  readonly secret: string;
  /** The receiver's clock. */
  readonly nowMs: number;
}

export type Verification =
  | { readonly accepted: true; readonly eventId: string; readonly eventType: string | null }
  | {
      readonly accepted: false;
      readonly step: RejectionReason | 'secret' | 'key_unavailable';
      /** What went wrong, in a sentence. */
      readonly sentence: string;
      /** What to look at, most likely first. */
      readonly hints: readonly string[];
    };

/** Judges one delivery as ingest would, and says why not. Neither the secret nor a computed signature is ever part of it. */
export async function verifyDelivery(
  plan: VerifyPlan,
  getKey: (request: KeyRequest) => Promise<KeyState>,
): Promise<Verification> {
  const { provider, request, secret, nowMs } = plan;
  const wrongSecret = secretFault(plan);
  const wanted = wrongSecret?.fatal ? null : keyRequestOf(provider.verification, request, [secret]);
  const known = wanted && (await getKey(wanted));
  if (known?.kind === 'unavailable') {
    return failed('key_unavailable', `the key cannot be fetched from ${new URL(wanted?.url ?? '').host}`, []);
  }
  const keys: readonly KeyObject[] = known?.keys ?? [];
  try {
    const verdict = verify(provider.verification, request, [secret], nowMs, keys);
    if (verdict.verified === true) return { accepted: true, ...identify(provider, request) };
    const hints = findCause(plan, verdict.reason, keys);
    return failed(verdict.reason, sentences[verdict.reason], wrongSecret ? [wrongSecret.sentence, ...hints] : hints);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return failed('secret', error.message, wrongSecret ? [wrongSecret.sentence] : []);
  }
}

const failed = (step: (Verification & { accepted: false })['step'], sentence: string, hints: readonly string[]) =>
  ({ accepted: false, step, sentence, hints }) as const;

function secretFault({ provider, secret }: VerifyPlan): { readonly sentence: string; readonly fatal: boolean } | null {
  try {
    checkSecret(secret, { name: provider.name, provider });
    return null;
  } catch (error) {
    if (error instanceof UsageError) return { sentence: error.message, fatal: secret.trim() === '' };
    throw error;
  }
}

const sentences: Record<RejectionReason, string> = {
  missing_signature: 'the delivery carries no signature where the provider puts it',
  malformed_signature:
    'the signature is not written as the provider writes it (encoding, length, prefix, or sent twice)',
  signature_mismatch: 'the signature is well-formed, but is not one over these bytes with this secret',
  missing_timestamp: 'the delivery carries no timestamp where the provider puts it',
  malformed_timestamp: 'the timestamp is not in the provider’s unit, or is there more than once',
  timestamp_out_of_tolerance: 'the signature is genuine, but the delivery is too old or too far ahead',
  missing_signed_content: 'a part of the delivery that is signed is not there',
  unknown_key: 'the provider does not publish the key that the delivery names, or no more',
  claim_mismatch: 'the token is genuine, but was made for another receiver or by another sender',
};
