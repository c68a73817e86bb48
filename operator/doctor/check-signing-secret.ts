import { ConfigurationError } from '../../lambdas/runtime/errors.ts';
import { parseAwaiting, parseSecretText, type SecretVersions } from '../../lambdas/runtime/secret-text.ts';
import { checkSecret } from '../check-secret.ts';
import type { InboxEndpoint } from '../inbox.ts';
import { UsageError } from '../operator-error.ts';
import { type CheckResult, type Finding, found, right } from './report.ts';

/** What is wrong with an endpoint's stored secrets. Never shows a value. */
export function checkSigningSecret(endpoint: InboxEndpoint, versions: SecretVersions | null): CheckResult {
  const { name, provider, secretArn } = endpoint;
  if (provider.verification.kind === 'unsigned' || secretArn === null) {
    return right('takes unsigned deliveries, as declared');
  }
  const remedy = `inbox secret set ${name}`;
  if (versions === null) {
    const sentence = `no secret is set: deliveries are answered 503; it takes ${provider.secret.label}`;
    return found({ code: 'SECRET_UNSET', sentence, remedy });
  }
  const awaiting = parseAwaiting(versions.current);
  if (awaiting?.secrets.length === 0) {
    const sentence = `${provider.displayName} is still to hand its secret over: deliveries are answered 503 until then`;
    return found({ code: 'SECRET_AWAITED', sentence, remedy: `inbox secret expect ${name}` });
  }
  const faults = awaiting ? awaiting.secrets.map((one) => wrongKind(one, endpoint)) : storedFaults(versions, endpoint);
  const findings = faults.flatMap((fault) => (fault === null ? [] : [{ ...fault, remedy }]));
  return findings.length > 0 ? found(...findings.slice(0, 1)) : right();
}

type Fault = Omit<Finding, 'remedy'>;

function storedFaults({ current }: SecretVersions, endpoint: InboxEndpoint): readonly (Fault | null)[] {
  try {
    return parseSecretText(current).map((secret) => wrongKind(secret, endpoint));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const code = /white space/.test(error.message) ? 'SECRET_WHITE_SPACE' : 'SECRET_MALFORMED';
    return [{ code, sentence: `${error.message}: deliveries are answered 500` }];
  }
}

function wrongKind(secret: string, endpoint: InboxEndpoint): Fault | null {
  try {
    checkSecret(secret, endpoint);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return { code: 'SECRET_WRONG_KIND', sentence: error.message };
    throw error;
  }
}
