import type { VerificationScheme } from '../../lambdas/verification/scheme.ts';
import { type CheckResult, found, right } from './report.ts';

export interface UrlsOfEndpoint {
  /** Where deliveries arrive. */
  readonly used: string;
  /** What ingest verifies them with. */
  readonly verifiedWith: string;
  /** Whether the latter is the endpoint's own `publicUrl` of bin/webhooks.ts. */
  readonly declared: boolean;
}

/** Providers that sign the URL verify only where ingest knows the very URL that they call. */
export function checkPublicUrl({ used, verifiedWith, declared }: UrlsOfEndpoint): CheckResult {
  if (used === verifiedWith) return right(used);
  return found({
    code: 'PUBLIC_URL_DIFFERS',
    sentence: `deliveries arrive at ${used}, but are verified as sent to ${verifiedWith}: the provider signs the URL it calls, so they are refused`,
    remedy: declared
      ? `register ${verifiedWith} with the provider, or change the endpoint’s publicUrl in bin/webhooks.ts`
      : 'npx cdk deploy (the function’s PUBLIC_URL_BASE is not what the template says)',
  });
}

/** Whether deliveries verify only where the URL is known that the provider calls. */
export const signsUrl = (scheme: VerificationScheme) => /"kind":"(?:url|pathAndQuery)"/.test(JSON.stringify(scheme));
