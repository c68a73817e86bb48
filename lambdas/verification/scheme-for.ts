import { holds } from './condition.ts';
import type { BySecret, SingleScheme, Unsigned, VerificationScheme } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** The one scheme by which a delivery is verified, whatever it may turn out to be; null when it fits no case. */
export function schemeFor(
  scheme: VerificationScheme,
  request: WebhookRequest,
): SingleScheme | BySecret | Unsigned | null {
  if (scheme.kind !== 'choose') return scheme;
  return scheme.cases.find(({ when }) => holds(when, request))?.scheme ?? null;
}

/** Pairs each secret with the scheme of its kind, keeping the order; a secret of no known kind has none. */
export const schemesBySecret = ({ cases }: BySecret, secrets: readonly string[]): readonly (SingleScheme | null)[] =>
  secrets.map((secret) => cases.find(({ pattern }) => new RegExp(pattern).test(secret))?.scheme ?? null);
