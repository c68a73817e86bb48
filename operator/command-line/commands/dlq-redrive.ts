import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../operator-error.ts';
import { type EndpointRedrive, redriveEndpoint } from '../../redrive-endpoint.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { deadLetterLine } from '../dead-letter-line.ts';
import {
  chooseOptions,
  chooseParagraph,
  chosenEndpoints,
  endpointArgument,
  readDeadLetterFilter,
} from '../dead-letter-options.ts';
import { plural } from '../layout.ts';
import type { Terminal } from '../terminal.ts';

export const dlqRedrive: Command = {
  name: 'dlq redrive',
  arguments: endpointArgument,
  summary: 'send dead letters back to be processed',
  description: [
    'Each chosen dead letter is sent to the endpoint’s queue, then deleted, never the reverse: nothing is lost when this is killed half-way, a second run goes on, and an event that is queued twice runs once. What the killed run held comes back within half a minute. A redriven event runs with the same idempotency key as before; one that was completed meanwhile is merely acknowledged.',
    'When nothing is chosen, SQS moves the whole queue itself (StartMessageMoveTask). The move goes on when this is killed; the next run follows it to its end.',
    'Dead letters that arrive after it began are left, so that it ends even when everything fails again.',
    chooseParagraph,
  ],
  options: {
    ...chooseOptions,
    rate: { value: 'N/s', about: 'at most N a second, 1 to 500', default: 'as fast as it goes' },
    'dry-run': { about: 'list what would be sent, and send nothing' },
    json: { about: 'one JSON object' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox dlq redrive stripe', about: 'after the processor was repaired' },
    { command: 'inbox dlq redrive stripe --type invoice.paid --dry-run', about: 'what would be sent?' },
    { command: 'inbox dlq redrive --error LedgerDown --rate 20/s', about: 'gently, of every endpoint' },
  ],
  exits: ['everything chosen was sent back, or there was nothing', 'it stopped half-way: run it again'],
  run,
};

async function run(invocation: Invocation): Promise<0> {
  const { terminal, flag, nowMs } = invocation;
  const dryRun = flag('dry-run');
  const options = { filter: readDeadLetterFilter(invocation), perSecond: readRate(invocation), dryRun };
  const inbox = await invocation.inbox();
  const ports = invocation.connect(inbox);
  const results: EndpointRedrive[] = [];
  for (const endpoint of chosenEndpoints(inbox, invocation)) {
    const onProgress = (moved: number, toMove: number) =>
      terminal.note(`${endpoint.name}: ${moved} of ${toMove} sent back`);
    const result = await redriveEndpoint(endpoint, ports, options, { nowMs, sleep, onProgress });
    results.push(result);
    if (!flag('json')) (dryRun ? reportDry : report)(result, terminal, nowMs());
  }
  if (flag('json')) terminal.print(JSON.stringify({ dryRun, endpoints: results }, null, 2));
  return exitCodes.ok;
}

function reportDry({ endpoint, letters }: EndpointRedrive, terminal: Terminal, nowMs: number): void {
  for (const letter of letters ?? []) terminal.print(deadLetterLine(letter, nowMs));
  terminal.print(`${plural(letters?.length ?? 0, 'dead letter')} of ${endpoint} would be sent back`);
}

function report({ endpoint, redriven, left, resumed }: EndpointRedrive, terminal: Terminal): void {
  if (resumed) terminal.note(`${endpoint}: followed a move that an earlier run had begun, at that run’s rate`);
  terminal.print(
    redriven === 0
      ? `${endpoint}: no dead letters to send back`
      : `${plural(redriven, 'dead letter')} of ${endpoint} sent back to be processed`,
  );
  if (left === 0) return;
  terminal.note(
    `${plural(left, 'dead letter')} arrived since this began, or somebody holds: \`inbox dlq show ${endpoint}\` says why`,
  );
}

/** Null without --rate. Throws UsageError. */
function readRate({ text }: Invocation): number | null {
  const given = text('rate');
  if (given === undefined) return null;
  const [, number] = /^(\d{1,3})(?:\/s)?$/.exec(given) ?? [];
  const rate = Number(number ?? Number.NaN);
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
  if (rate >= 1 && rate <= 500) return rate;
  throw new UsageError(`--rate is "${given}": it must be like 20/s, from 1/s to 500/s`);
}
