import type { SecretVersions } from '../../lambdas/runtime/secret-text.ts';
import type { DeliveryAnswer } from '../deliver.ts';
import type { LocatedInbox } from '../inbox.ts';
import { OperatorError } from '../operator-error.ts';
import { configuredName, signingSecret } from '../signing-secret.ts';
import { follow } from './follow-canary.ts';
import type { DoctorPorts } from './ports.ts';
import { type Canary, type CanaryPlan, prepareCanary } from './prepare-canary.ts';
import { type CheckResult, found, notChecked, right } from './report.ts';

type Ports = Pick<DoctorPorts, 'deliver' | 'record' | 'nowMs' | 'sleep'>;

export interface CanaryOptions extends Pick<CanaryPlan, 'endpoint' | 'url' | 'unmarked'> {
  /** As stored. */
  readonly versions: SecretVersions | null;
  /** How long it may take until it is completed. */
  readonly patienceMs: number;
}

/** Sends a signed delivery that no handler sees the way that deliveries take, and waits until it is completed. */
export async function checkCanary(inbox: LocatedInbox, options: CanaryOptions, ports: Ports): Promise<CheckResult> {
  const { endpoint, url, unmarked, versions } = options;
  const secrets = { read: async () => versions, put: async () => {} };
  let secret: string;
  try {
    secret = await signingSecret(inbox, endpoint, { secrets });
  } catch (error) {
    if (error instanceof OperatorError) return notChecked(error.message);
    throw error;
  }
  const configured = await configuredName(endpoint, { secrets });
  const canary = prepareCanary({ endpoint, url, secret, configured, unmarked }, ports.nowMs());
  if (canary === null) return notChecked(whyNone(options));
  const sentMs = ports.nowMs();
  const answer = await ports.deliver(canary.delivery);
  if (answer.status === null || answer.status >= 300) return found(refusal(options, answer));
  const end = await follow(endpoint.name, canary, { patienceMs: options.patienceMs, ...ports });
  return end ? found(end) : right(story(canary, answer, ports.nowMs() - sentMs));
}

function whyNone({ endpoint, unmarked }: CanaryOptions): string {
  const { name, provider } = endpoint;
  if (unmarked) return `no sample of ${provider.displayName} can be signed here`;
  return `a delivery of ${provider.displayName} cannot be marked so that your processor leaves it alone: inbox doctor ${name} --canary sends its sample “${provider.samples[0].eventType}”, and your processor runs it`;
}

const story = ({ delivery, marked }: Canary, { status, latencyMs }: DeliveryAnswer, ms: number) =>
  `${marked ? '' : 'sample '}${delivery.eventId}: ${status} in ${Math.round(latencyMs)} ms, completed after ${(ms / 1000).toFixed(1)} s`;

function refusal({ endpoint: { name } }: CanaryOptions, answer: DeliveryAnswer) {
  const outcome = answer.status === null ? '' : (outcomes.get(answer.status) ?? '');
  const why = answer.status === null ? answer.reason : `the answer was ${answer.status}${meaning(answer.status)}`;
  return {
    code: 'CANARY_REFUSED',
    sentence: `a delivery signed with the stored secret was not accepted: ${why}`,
    remedy: `inbox events --endpoint ${name}${outcome && ` --outcome ${outcome}`} --since 5m`,
  } as const;
}

const outcomes = new Map([
  [401, 'rejected'],
  [500, 'misconfigured'],
  [503, 'unavailable'],
]);

function meaning(status: number): string {
  switch (status) {
    case 401:
      return ', the signature was not verified (a secret changed less than a minute ago may not be known yet)';
    case 404:
      return ', nothing is served there';
    case 413:
      return ', it is too large for what stands in front';
    case 429:
      return ', the inbox is being throttled';
    case 500:
      return ', the inbox is misconfigured';
    case 503:
      return ', the secret, the queue or the bucket cannot be used: the function may lack a permission';
    default:
      return ', which the inbox itself never gives: something stands in front of it';
  }
}
