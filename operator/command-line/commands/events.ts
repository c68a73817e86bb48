import type { EventFilter } from '../../event-filter.ts';
import { requireEndpoint } from '../../inventory.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { journalLine } from '../journal-line.ts';
import { readSince } from '../since.ts';

const outcomes = [
  ...['accepted', 'duplicate', 'rejected', 'handshake', 'unavailable', 'misconfigured', 'failed'],
  ...['completed', 'unhandled', 'split', 'retry', 'dead_lettered', 'busy', 'lease_lost', 'deferred'],
  'store_unavailable',
];

export const events: Command = {
  name: 'events',
  arguments: [],
  summary: 'read the journal of deliveries and attempts',
  description: [
    'One line per delivery (accepted, duplicate, rejected, handshake, unavailable, misconfigured, failed) and one per attempt to process an event (completed, duplicate, unhandled, split, retry, dead_lettered, busy, lease_lost, deferred, store_unavailable), oldest first.',
    'The journal holds ids and outcomes, never a payload, a header or a secret. That of a deployed inbox is read from CloudWatch Logs, where a line shows some seconds after it was written.',
  ],
  options: {
    endpoint: { value: 'E', about: 'only of this endpoint' },
    type: { value: 'T', about: 'only of this event type; “invoice.*” for all that begin so' },
    outcome: { value: 'O', about: 'only with this outcome' },
    since: { value: 'TIME', about: 'only since then: 10m, 2h, 3d, or a date such as 2026-11-25T08:00' },
    limit: { value: 'N', about: 'only the last N; 0 for all', default: '50, all with --since' },
    follow: { about: 'go on with what happens from now on, until Ctrl-C' },
    json: { about: 'one JSON object per line' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox events --follow', about: 'watch deliveries arrive and run' },
    { command: 'inbox events --endpoint stripe --outcome rejected --since 1h', about: 'why was it answered 401?' },
  ],
  exits: ['listed', 'no inbox was found, or its journal cannot be read'],
  run,
};

async function run(invocation: Invocation): Promise<0> {
  const { terminal, flag, signal, nowMs } = invocation;
  const filter = filterOf(invocation);
  const limit = invocation.wholeNumber('limit', {
    min: 0,
    max: 1_000_000,
    default: filter.sinceMs === undefined ? 50 : 0,
  });
  const inbox = await invocation.inbox();
  if (filter.endpoint !== undefined) requireEndpoint(inbox, filter.endpoint);
  const { journal } = invocation.connect(inbox);
  const follow = flag('follow') ? { signal } : undefined;
  const json = flag('json');
  for await (const entry of journal.read({ filter, limit: limit === 0 ? undefined : limit, follow })) {
    terminal.print(json ? JSON.stringify(entry) : journalLine(entry, nowMs(), terminal));
  }
  return exitCodes.ok;
}

function filterOf(invocation: Invocation): EventFilter {
  return {
    endpoint: invocation.text('endpoint'),
    eventType: invocation.text('type'),
    outcome: invocation.choice('outcome', outcomes),
    sinceMs: readSince(invocation),
  };
}
