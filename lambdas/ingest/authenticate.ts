import type { SecretCache, SecretState } from '../runtime/secret-cache.ts';
import type { Verdict } from '../verification/scheme.ts';
import { verify } from '../verification/verify.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import { carriesSignature } from './carries-signature.ts';
import type { IngestEndpoint } from './ingest.ts';
import type { CountName, IngestOutcome } from './outcome.ts';

export type Authentication =
  | { readonly kind: 'authentic'; readonly secretIndex: number; readonly counts: readonly CountName[] }
  | Extract<IngestOutcome, { kind: 'rejected' | 'unavailable' | 'misconfigured' }>;

type NotReady = Exclude<SecretState, { kind: 'ready' }>;

/** Throws ConfigurationError when a configured secret is not of the kind that the scheme needs. */
export async function authenticate(
  secrets: SecretCache,
  { provider, secretArn }: Pick<IngestEndpoint, 'provider' | 'secretArn'>,
  request: WebhookRequest,
  nowMs: number,
): Promise<Authentication> {
  const scheme = provider.verification;
  if (scheme.kind === 'unsigned') return { kind: 'authentic', secretIndex: 0, counts: [] };
  if (!carriesSignature(scheme, request)) return { kind: 'rejected', reason: 'missing_signature' };

  const state = await secrets.get(secretArn);
  if (state.kind !== 'ready') return whyNot(state);
  const verdict = verify(scheme, request, state.secrets, nowMs);
  if (verdict.verified || verdict.reason !== 'signature_mismatch') return toAuthentication(verdict, state);

  const refreshed = await secrets.refreshAfterMismatch(secretArn);
  if (!refreshed.changed || refreshed.state.kind !== 'ready') return toAuthentication(verdict, state);
  return toAuthentication(verify(scheme, request, refreshed.state.secrets, nowMs), refreshed.state);
}

function toAuthentication(verdict: Verdict, state: Extract<SecretState, { kind: 'ready' }>): Authentication {
  if (verdict.verified !== true) return { kind: 'rejected', reason: verdict.reason };
  return { kind: 'authentic', secretIndex: verdict.secretIndex, counts: state.stale ? ['StaleSecret'] : [] };
}

function whyNot(state: NotReady): Authentication {
  switch (state.kind) {
    case 'unset':
      return { kind: 'unavailable', reason: 'secret_unset' };
    case 'unavailable':
      return { kind: 'unavailable', reason: 'secret_unavailable' };
    case 'malformed':
      return { kind: 'misconfigured', message: state.message };
  }
}
