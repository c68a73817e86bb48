import type { Provider } from '../lambdas/providers/define-provider.ts';
import type { Freshness, SingleScheme, VerificationScheme } from '../lambdas/verification/scheme.ts';
import { schemeFor, schemesBySecret } from '../lambdas/verification/scheme-for.ts';
import { tokenLifetime } from '../lambdas/verification/sign-jwt.ts';
import { standsInBody } from '../lambdas/verification/stands-in-body.ts';
import type { WebhookRequest } from '../lambdas/verification/webhook-request.ts';
import { UsageError } from './operator-error.ts';

interface Draft {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  readonly secret: string;
  /** Whether the body is the user's own, which is sent as it is. */
  readonly ownBody: boolean;
}

/** A time so long ago that the draft, made and signed then, is refused. Throws UsageError when there is none. */
export function signedAtMs({ provider, request, secret, ownBody }: Draft, nowMs: number): number {
  const { displayName, verification } = provider;
  const scheme = schemeOf(verification, request, secret);
  const seconds = scheme && longestAge(scheme);
  if (scheme === null || seconds === null) {
    throw new UsageError(
      `${displayName} sets no limit to a delivery’s age, so there is nothing to refuse: use --tamper body or --tamper signature`,
    );
  }
  if (ownBody && hasTimeInBody(scheme)) {
    throw new UsageError(
      `${displayName} writes the time into the body, and the body that was given is sent as it is: write an old time into it, without --tamper`,
    );
  }
  return nowMs - (seconds + 60) * 1000;
}

function schemeOf(scheme: VerificationScheme, draft: WebhookRequest, secret: string): SingleScheme | null {
  // What has no signature yet may fit no case; then it is signed as the first one.
  const chosen = schemeFor(scheme, draft) ?? (scheme.kind === 'choose' ? (scheme.cases[0]?.scheme ?? null) : null);
  if (chosen?.kind === 'bySecret') return schemesBySecret(chosen, [secret])[0] ?? null;
  return chosen?.kind === 'unsigned' ? null : chosen;
}

/** Seconds after which a delivery is refused for its age; null when it never is. */
function longestAge(scheme: SingleScheme): number | null {
  switch (scheme.kind) {
    case 'hmac':
    case 'digest':
    case 'publicKey':
      return toleranceOf(scheme);
    case 'standardWebhooks':
      return scheme.toleranceSeconds;
    case 'jwt':
      if (scheme.maxAgeSeconds === 'endless') return null;
      return (scheme.maxAgeSeconds ?? tokenLifetime) + scheme.skewSeconds;
    case 'slots':
      return scheme.schemes.map(toleranceOf).find((seconds) => seconds !== null) ?? null;
    case 'eachItem':
      return longestAge(scheme.scheme);
    case 'token':
    case 'basicAuth':
      return null;
  }
}

const toleranceOf = ({ timestamp, toleranceSeconds }: Freshness) => (timestamp ? toleranceSeconds : null);

function hasTimeInBody(scheme: SingleScheme): boolean {
  if (scheme.kind === 'eachItem') return true;
  return 'timestamp' in scheme && scheme.timestamp !== undefined && standsInBody(scheme.timestamp);
}
