import { type EventStory, storyOf } from '../../event-story.ts';
import { type FoundEvent, findEvent } from '../../find-event.ts';
import type { Inbox, InboxEndpoint } from '../../inbox.ts';
import { requireEndpoint } from '../../inventory.ts';
import { OperatorError, UsageError } from '../../operator-error.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { journalLine } from '../journal-line.ts';
import { localTime, plural, twoColumns } from '../layout.ts';

export const find: Command = {
  name: 'find',
  arguments: [
    { name: 'endpoint', required: false },
    { name: 'event id', required: true },
  ],
  summary: 'show one event from end to end',
  description: [
    'Received, verified, queued, every attempt with its error, completed or dead, and the duplicates since. The record says what is decided (RECEIVED, PROCESSING, COMPLETED, FAILED); the journal says how it came to that.',
    'The id may be written as the provider writes it, or as the journal shows it. Without an endpoint, all of them are asked.',
  ],
  options: { json: { about: 'a JSON array: of each event found its record, story and journal' } },
  onInbox: true,
  examples: [
    { command: 'inbox find evt_1', about: 'was it processed?' },
    { command: 'inbox find stripe evt_1', about: 'of one endpoint' },
  ],
  exits: ['found', 'nothing is known about that event'],
  run,
};

type Found = FoundEvent & { readonly endpoint: string; readonly story: EventStory };

async function run(invocation: Invocation): Promise<0> {
  const { terminal, flag, nowMs } = invocation;
  const inbox = await invocation.inbox();
  const { endpoints, id } = readWords(inbox, invocation.arguments);
  const ports = invocation.connect(inbox);
  const all = await Promise.all(
    endpoints.map(async (endpoint): Promise<Found> => {
      const event = await findEvent(endpoint, id, ports);
      return { endpoint: endpoint.name, ...event, story: storyOf(event.journal) };
    }),
  );
  const found = all.filter(({ record, journal }) => record !== null || journal.length > 0);
  if (found.length === 0) {
    const who = endpoints.length === 1 ? `endpoint "${endpoints[0]?.name}" knows` : 'no endpoint knows';
    throw new OperatorError(`${who} ${endpoints.length === 1 ? 'nothing' : 'anything'} of an event "${id}"`);
  }
  if (flag('json')) terminal.print(JSON.stringify(found, null, 2));
  else for (const [index, one] of found.entries()) print(one, index > 0, terminal, nowMs());
  return exitCodes.ok;
}

/** Throws UsageError. */
function readWords(
  inbox: Inbox,
  [first = '', second]: readonly string[],
): { readonly endpoints: readonly InboxEndpoint[]; readonly id: string } {
  if (second !== undefined) return { endpoints: [requireEndpoint(inbox, first)], id: second };
  if (!inbox.endpoints.has(first)) return { endpoints: [...inbox.endpoints.values()], id: first };
  throw new UsageError(`which event id? Write it like this: inbox find ${first} <event id>`);
}

function print(found: Found, isNext: boolean, terminal: Invocation['terminal'], nowMs: number): void {
  if (isNext) terminal.print('');
  const rows = [...recordRows(found, nowMs), ...storyRows(found.story, nowMs)];
  terminal.print(twoColumns([['event', `${found.eventId} of endpoint ${found.endpoint}`], ...rows], { indent: 0 }));
  if (found.journal.length > 0) terminal.print('');
  for (const entry of found.journal) terminal.print(journalLine(entry, nowMs, terminal));
}

type Row = readonly [string, string];

function recordRows({ record }: FoundEvent, nowMs: number): readonly Row[] {
  if (record === null) return [['record', 'none, or it expired']];
  const { status, gen, claims, firstSeenAt, completedAt, lastError, expiresAt } = record;
  const time = (ms: number) => localTime(ms, nowMs);
  return [
    ['record', `${status}, generation ${gen}, ${plural(claims ?? 0, 'claim')}`],
    ...(record.eventType === undefined ? [] : [['type', record.eventType] as const]),
    ...(firstSeenAt === undefined ? [] : [['first seen', time(firstSeenAt)] as const]),
    ...(completedAt === undefined ? [] : [['completed', time(completedAt)] as const]),
    ...(lastError === undefined ? [] : [['last error', lastError] as const]),
    ['expires', time(expiresAt * 1000)],
  ];
}

function storyRows(story: EventStory, nowMs: number): readonly Row[] {
  const { received, verifiedWith, queued, attempts, end, duplicatesSince, lastDuplicateAt } = story;
  const time = (iso: string) => localTime(iso, nowMs);
  return [
    ...(received === null ? [] : [['received', `${time(received.time)}, answered ${received.status}`] as const]),
    ...(verifiedWith === null ? [] : [['verified', `with the ${verifiedWith} secret`] as const]),
    ...(queued === 0 ? [] : [['queued', queued === 1 ? 'once' : `${queued} times`] as const]),
    ...(attempts.length === 0 ? [] : [['attempts', String(attempts.length)] as const]),
    [
      'end',
      end === null ? 'none yet' : `${end.outcome === 'completed' ? 'completed' : 'dead letter'}, ${time(end.at)}`,
    ],
    ...(lastDuplicateAt === null
      ? []
      : [['since', `${plural(duplicatesSince, 'duplicate')}, the last ${time(lastDuplicateAt)}`] as const]),
  ];
}
