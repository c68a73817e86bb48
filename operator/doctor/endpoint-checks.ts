import type { InboxEndpoint, LocatedInbox } from '../inbox.ts';
import { checkDeadLetters } from './check-dead-letters.ts';
import { checkMapping } from './check-mapping.ts';
import { checkPublicUrl, signsUrl } from './check-public-url.ts';
import { checkQueue } from './check-queue.ts';
import { checkSigningSecret } from './check-signing-secret.ts';
import { checkRoute, checkUrl } from './check-url.ts';
import { observeMappings, verifiedUrl } from './observe-endpoint.ts';
import { once } from './once.ts';
import type { DoctorPorts, ProbeAnswer } from './ports.ts';
import type { DeclaredEndpoint, DeclaredInbox } from './read-blueprint.ts';
import { type Repairs, repairsFor } from './repairs.ts';
import { type Check, type CheckName, type CheckResult, notChecked, right, serviceMs } from './report.ts';

/** One endpoint, and what is asked of it once for several checks. */
export interface Subject {
  readonly inbox: LocatedInbox;
  readonly declared: DeclaredInbox;
  readonly own: DeclaredEndpoint;
  readonly endpoint: InboxEndpoint;
  /** Under which deliveries arrive. */
  readonly url: string;
  readonly probe: () => Promise<ProbeAnswer>;
  readonly versions: () => ReturnType<DoctorPorts['secret']>;
}

export function subjectOf(
  inbox: LocatedInbox,
  declared: DeclaredInbox,
  endpoint: InboxEndpoint,
  ports: DoctorPorts,
): Subject {
  const own = declared.endpoints.get(endpoint.name) ?? nothing;
  const url = usedUrl(inbox, endpoint, own.publicUrl);
  const { secretArn } = endpoint;
  return {
    ...{ inbox, declared, own, endpoint, url },
    probe: once(() => ports.probe(url, isUnsigned(endpoint) ? 'OPTIONS' : 'POST')),
    versions: once(async () => (secretArn === null ? null : ports.secret(secretArn))),
  };
}

const nothing: DeclaredEndpoint = {
  path: '',
  publicUrl: null,
  maxReceiveCount: null,
  visibilityTimeout: null,
  mappings: [],
};

const isUnsigned = ({ provider }: InboxEndpoint) => provider.verification.kind === 'unsigned';

/**
 * On this machine a `publicUrl` of bin/webhooks.ts leads to where the inbox is deployed, so only a tunnel's counts.
 */
function usedUrl({ kind }: LocatedInbox, { url, publicUrl }: InboxEndpoint, declaredUrl: string | null): string {
  return kind === 'local' && declaredUrl !== null ? url : publicUrl;
}

/** What a canary cannot do without, and what it can. */
export function endpointChecks(
  subject: Subject,
  ports: DoctorPorts,
): { readonly needed: readonly Check[]; readonly others: readonly Check[] } {
  const { inbox, endpoint, own, url, probe, versions } = subject;
  const repairs = repairsFor(inbox);
  const check = (name: CheckName, run: () => Promise<CheckResult>): Check => ({
    ...{ name, endpoint: endpoint.name, withinMs: serviceMs },
    run: once(run),
  });
  const letters = once(() => ports.queueAttributes(endpoint.deadLetterQueueUrl));
  return {
    needed: [
      check('secret', async () => checkSigningSecret(endpoint, await versions())),
      check('url', async () => checkUrl(url, inbox.kind, await probe())),
      check('route', async () => checkRoute(url, { unsigned: isUnsigned(endpoint) }, await probe())),
      check('queue', () => queueResult(endpoint, own, letters, repairs, ports)),
      check('mapping', async () => checkMapping(await observeMappings(inbox, own, ports), repairs)),
    ],
    others: [
      check('public url', () => publicUrlResult(subject, ports)),
      check('dead letters', async () => checkDeadLetters(endpoint.name, await letters())),
    ],
  };
}

async function queueResult(
  { queueUrl }: InboxEndpoint,
  own: DeclaredEndpoint,
  letters: () => ReturnType<DoctorPorts['queueAttributes']>,
  repairs: Repairs,
  ports: DoctorPorts,
): Promise<CheckResult> {
  const [queue, deadLetterQueue] = await Promise.all([ports.queueAttributes(queueUrl), letters()]);
  return checkQueue(own, { queueUrl, queue, deadLetterQueue }, repairs);
}

async function publicUrlResult({ inbox, declared, own, endpoint, url }: Subject, ports: DoctorPorts) {
  if (!signsUrl(endpoint.provider.verification)) return right('the URL is not signed');
  const verifiedWith = await verifiedUrl(inbox, declared, own, endpoint, ports);
  if (verifiedWith === null) return notChecked('the function that receives deliveries does not exist');
  return checkPublicUrl({ used: url, verifiedWith, declared: own.publicUrl !== null });
}
