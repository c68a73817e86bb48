import { version } from 'node:process';
import { connectDoctor } from '../../doctor/connect-doctor.ts';
import { examine, examineWithout } from '../../doctor/doctor.ts';
import { forInbox } from '../../doctor/for-inbox.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { synthesize } from '../../doctor/synthesize.ts';
import type { LocatedInbox } from '../../inbox.ts';
import { requireEndpoint } from '../../inventory.ts';
import { OperatorError, UsageError } from '../../operator-error.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { doctorLines } from '../doctor-report.ts';

export const doctor: Command = {
  name: 'doctor',
  arguments: [{ name: 'endpoint', required: false }],
  summary: 'look for everything that people get wrong',
  description: [
    'Checks Node, the template against the code, the clock, the table, the alarms’ subscribers, and of each endpoint the secret, the URL and its certificate, the route, the signed URL, both queues, the mapping and the dead letters. Every fault has a code, a sentence and a remedy: docs/doctor.md. What cannot be checked is listed with the reason.',
    'Then it sends a canary: a delivery signed as the provider signs, through the URL that the provider calls, followed until it is completed. Its event type is webhook_inbox.canary, which no handler of yours ever sees. Where a provider’s deliveries leave no place for that, none is sent unless you say --canary.',
    'Everything else only reads, but for one request without a signature to each URL, which the journal shows as rejected.',
  ],
  options: {
    canary: { about: 'where no canary can be made, send the provider’s sample: your processor runs it' },
    'no-canary': { about: 'send nothing' },
    context: { value: 'K=V', about: 'as for cdk deploy -c, so that the code is compared rightly' },
    json: { about: 'one JSON document' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox doctor', about: 'the inbox on this machine' },
    { command: 'inbox doctor stripe --stack Webhooks --region eu-central-1', about: 'one endpoint of a deployed one' },
    { command: 'inbox doctor --stack Webhooks --context stage=dev', about: 'deployed with -c stage=dev' },
  ],
  exits: ['no fault was found', 'a fault was found'],
  run,
};

async function run(invocation: Invocation): Promise<0 | 1> {
  if (invocation.flag('canary') && invocation.flag('no-canary')) {
    throw new UsageError('--canary and --no-canary were both given: one says to send more, the other nothing');
  }
  const selector = {
    stack: invocation.text('stack'),
    region: invocation.text('region'),
    profile: invocation.text('profile'),
  };
  const { inbox, findings, ...rest } = await diagnose(invocation);
  const remedied = findings.map((one) => ({ ...one, remedy: forInbox(one.remedy, selector) }));
  const report = { inbox, findings: remedied, ...rest };
  const { print, style } = invocation.terminal;
  if (invocation.flag('json')) print(JSON.stringify({ ok: findings.length === 0, ...report }, null, 2));
  else for (const line of doctorLines(report, style)) print(line);
  return findings.length === 0 ? exitCodes.ok : exitCodes.failed;
}

async function diagnose(invocation: Invocation): Promise<DoctorReport> {
  const context = invocation.text('context') ?? null;
  const nodeVersion = version.slice(1);
  const inbox = await found(invocation);
  if (inbox instanceof OperatorError) return examineWithout(inbox, { context, nodeVersion }, { synthesize });
  const [name] = invocation.arguments;
  const endpoints = name === undefined ? [...inbox.endpoints.values()] : [requireEndpoint(inbox, name)];
  const canary = invocation.flag('no-canary') ? 'none' : invocation.flag('canary') ? 'any' : 'marked';
  const ports = connectDoctor(inbox, invocation.nowMs);
  try {
    return await examine(inbox, { endpoints, canary, context, nodeVersion }, ports);
  } finally {
    ports.close();
  }
}

/** That there is no inbox is what the doctor is asked about, not a reason to say nothing. */
async function found(invocation: Invocation): Promise<LocatedInbox | OperatorError> {
  try {
    return await invocation.inbox();
  } catch (error) {
    if (error instanceof OperatorError) return error;
    throw error;
  }
}
