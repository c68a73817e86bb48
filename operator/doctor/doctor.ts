import type { InboxEndpoint, LocatedInbox } from '../inbox.ts';
import type { OperatorError } from '../operator-error.ts';
import { type CanaryChoice, canaryCheck } from './canary-check.ts';
import { checkAlarms } from './check-alarms.ts';
import { checkClock } from './check-clock.ts';
import { checkCode } from './check-code.ts';
import { checkNode } from './check-node.ts';
import { checkTable } from './check-table.ts';
import { endpointChecks, subjectOf } from './endpoint-checks.ts';
import { once } from './once.ts';
import type { AppOptions, DoctorPorts } from './ports.ts';
import { readBlueprint, runtimesOf } from './read-blueprint.ts';
import { repairsFor } from './repairs.ts';
import {
  type Check,
  type CheckName,
  type CheckResult,
  checkNames,
  type DoctorReport,
  found,
  notChecked,
  right,
  serviceMs,
} from './report.ts';
import { findingOf, runChecks } from './run-checks.ts';

export interface DoctorOptions extends Pick<AppOptions, 'context'> {
  /** The endpoints to look at. */
  readonly endpoints: readonly InboxEndpoint[];
  readonly canary: CanaryChoice;
  readonly nodeVersion: string;
}

const synthMs = 90_000;

/** Looks at everything that people get wrong. Throws only for a defect of its own. */
export async function examine(inbox: LocatedInbox, options: DoctorOptions, ports: DoctorPorts): Promise<DoctorReport> {
  const shared = (name: CheckName, run: () => Promise<CheckResult>, withinMs = serviceMs): Check => ({
    name,
    endpoint: null,
    withinMs,
    run: once(run),
  });
  const declared = readBlueprint(inbox.blueprint);
  const { appFile, outputs } = inbox.blueprint;
  const { expiryAttribute } = declared;
  const repairs = repairsFor(inbox);

  const table = shared('table', async () =>
    checkTable({ name: inbox.tableName, expiryAttribute }, await ports.table(inbox.tableName), repairs),
  );
  const subjects = options.endpoints.map((endpoint) => subjectOf(inbox, declared, endpoint, ports));
  const ofEndpoints = subjects.flatMap((subject) => {
    const { needed, others } = endpointChecks(subject, ports);
    return [...needed, ...others, canaryCheck(subject, options.canary, [...needed, table], ports)];
  });
  const checks = [
    shared('node', async () => checkNode(options.nodeVersion, declared.runtimes)),
    shared('code', () => checkCode(inbox, { appFile, context: options.context }, ports), synthMs),
    shared('clock', async () => checkClock(await Promise.all(subjects.map(({ probe }) => probe())))),
    table,
    shared('alarms', () => checkAlarms(outputs.get('AlarmTopic'), ports.deployed)),
    shared('permissions', async () => notChecked(permissionsOf(inbox))),
    shared('tls', async () => tlsOf(subjects.map(({ url }) => url))),
    ...ofEndpoints,
  ];
  return { inbox: inbox.kind, ...(await runChecks(checks)) };
}

/** The url checks look at certificates; this says where there is none to look at. */
const tlsOf = (urls: readonly string[]) =>
  urls.every((url) => url.startsWith('https:')) ? right() : notChecked('deliveries come over plain http here');

const permissionsOf = ({ kind }: LocatedInbox) =>
  kind === 'local'
    ? 'IAM has no part on this machine'
    : 'what the functions may do shows only on the canary’s way: not at the bucket of large bodies, nor at a dead-letter queue';

/** What can be said when the inbox that is meant was not found, for the reason given. */
export async function examineWithout(
  error: OperatorError,
  { context, nodeVersion }: Pick<DoctorOptions, 'context' | 'nodeVersion'>,
  ports: Pick<DoctorPorts, 'synthesize'>,
): Promise<DoctorReport> {
  const synthesize = once(() => ports.synthesize({ appFile: null, context }));
  const missing = found(
    error.cause === undefined
      ? { code: 'INBOX_NOT_FOUND', sentence: error.message, remedy: 'npm start (or: npx cdk list, for a stack’s name)' }
      : findingOf(error),
  );
  const results: Partial<Record<CheckName, () => Promise<CheckResult>>> = {
    inbox: async () => missing,
    node: async () => checkNodeOfApp(nodeVersion, await synthesize().catch(() => new Map())),
    code: () => checkCode(null, { appFile: null, context }, { synthesize }),
  };
  const checks = checkNames.map((name): Check => {
    const run = results[name] ?? (async () => notChecked('no inbox was found'));
    return { name, endpoint: null, withinMs: synthMs, run };
  });
  return { inbox: null, ...(await runChecks(checks)) };
}

/** Against the runtimes that the app would deploy. */
function checkNodeOfApp(version: string, templates: ReadonlyMap<string, unknown>): CheckResult {
  const runtimes = [...templates.values()].flatMap(runtimesOf);
  return runtimes.length > 0 ? checkNode(version, runtimes) : notChecked('the app gives no template');
}
