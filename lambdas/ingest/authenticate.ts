import type { SecretState } from '../runtime/secret-cache.ts';
import { keyRequestOf } from '../verification/key-request.ts';
import type { Verdict } from '../verification/scheme.ts';
import { verify } from '../verification/verify.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import { carriesSignature } from './carries-signature.ts';
import type { Caches, IngestEndpoint } from './ingest.ts';
import type { CountName, IngestOutcome } from './outcome.ts';

export type Authentication =
  | {
      readonly kind: 'authentic';
      readonly secretIndex: number;
      /** The one that matched. */
      readonly secret: string;
      readonly counts: readonly CountName[];
    }
  | Extract<IngestOutcome, { kind: 'rejected' | 'unavailable' | 'misconfigured' }>;

interface Usable {
  readonly secrets: readonly string[];
  readonly stale: boolean;
}

/** Throws ConfigurationError when a configured secret is not of the kind that the scheme needs. */
export async function authenticate(
  caches: Caches,
  { provider, secretArn }: Pick<IngestEndpoint, 'provider' | 'secretArn'>,
  request: WebhookRequest,
  nowMs: number,
): Promise<Authentication> {
  const scheme = provider.verification;
  if (scheme.kind === 'unsigned') {
    return { kind: 'authentic', secretIndex: 0, secret: '', counts: ['UnsignedDelivery'] };
  }
  if (!carriesSignature(scheme, request)) return { kind: 'rejected', reason: 'missing_signature' };

  const state = await caches.secrets.get(secretArn);
  const usable = usableOf(state);
  if (!usable) return whyNot(state);
  const first = await judge(caches, provider, request, usable, nowMs);
  if (first.kind !== 'rejected' || !mayBeAnotherSecret.has(first.reason)) return first;

  const refreshed = await caches.secrets.refreshAfterMismatch(secretArn);
  const other = refreshed.changed ? usableOf(refreshed.state) : null;
  return other ? judge(caches, provider, request, other, nowMs) : first;
}

const mayBeAnotherSecret = new Set(['signature_mismatch', 'claim_mismatch', 'missing_signed_content']);

async function judge(
  { keys }: Caches,
  { verification }: IngestEndpoint['provider'],
  request: WebhookRequest,
  usable: Usable,
  nowMs: number,
): Promise<Authentication> {
  const wanted = keyRequestOf(verification, request, usable.secrets);
  const known = wanted && (await keys.get(wanted));
  if (known?.kind === 'unavailable') return { kind: 'unavailable', reason: 'key_unavailable' };
  return toAuthentication(verify(verification, request, usable.secrets, nowMs, known?.keys), usable);
}

function usableOf(state: SecretState): Usable | null {
  if (state.kind === 'ready') return state;
  return state.kind === 'awaiting' && state.secrets.length > 0 ? { secrets: state.secrets, stale: false } : null;
}

function toAuthentication(verdict: Verdict, { secrets, stale }: Usable): Authentication {
  if (verdict.verified !== true) return { kind: 'rejected', reason: verdict.reason };
  const { secretIndex } = verdict;
  return { kind: 'authentic', secretIndex, secret: secrets[secretIndex] ?? '', counts: stale ? ['StaleSecret'] : [] };
}

function whyNot(state: SecretState): Authentication {
  switch (state.kind) {
    case 'unset':
    case 'awaiting':
      return { kind: 'unavailable', reason: 'secret_unset' };
    case 'unavailable':
    case 'ready':
      return { kind: 'unavailable', reason: 'secret_unavailable' };
    case 'malformed':
      return { kind: 'misconfigured', message: state.message };
  }
}
