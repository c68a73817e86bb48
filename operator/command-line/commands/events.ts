import { type EventFilter, readJournal } from '../../events.ts';
import { requireEndpoint } from '../../inventory.ts';
import type { JournalEntry } from '../../journal-entry.ts';
import { OperatorError } from '../../operator-error.ts';
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
    'The journal holds ids and outcomes, never a payload, a header or a secret.',
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
  if (inbox.journalPath === null) {
    throw new OperatorError(
      `the journal of a deployed inbox is in CloudWatch Logs: read it there, in ${inbox.logGroups.join(', ')}`,
    );
  }
  const json = flag('json');
  const print = (entry: JournalEntry) =>
    terminal.print(json ? JSON.stringify(entry) : journalLine(entry, nowMs(), terminal));

  await show(inbox.journalPath, filter, limit, flag('follow') ? signal : null, print);
  return exitCodes.ok;
}

/** The last `limit` entries (0: all), then, with a signal, each new one until it is aborted. */
async function show(
  path: string,
  filter: EventFilter,
  limit: number,
  signal: AbortSignal | null,
  print: (entry: JournalEntry) => void,
): Promise<void> {
  const last: JournalEntry[] = [];
  let live = false;
  const onCaughtUp = () => {
    live = true;
    for (const entry of last) print(entry);
  };
  for await (const entry of readJournal(path, filter, signal ? { signal, onCaughtUp } : undefined)) {
    if (live) print(entry);
    else last.push(entry);
    if (limit > 0 && last.length > limit) last.shift();
  }
  if (!live) onCaughtUp();
}

function filterOf(invocation: Invocation): EventFilter {
  return {
    endpoint: invocation.text('endpoint'),
    eventType: invocation.text('type'),
    outcome: invocation.choice('outcome', outcomes),
    sinceMs: readSince(invocation),
  };
}
