import { type FoundEvent, findEvent } from '../../find-event.ts';
import { requireEndpoint } from '../../inventory.ts';
import { OperatorError } from '../../operator-error.ts';
import { type Command, exitCodes } from '../command.ts';
import { journalLine } from '../journal-line.ts';
import { localTime, plural, twoColumns } from '../layout.ts';

export const find: Command = {
  name: 'find',
  arguments: [
    { name: 'endpoint', required: true },
    { name: 'event id', required: true },
  ],
  summary: 'show one event from end to end',
  description: [
    'The id may be written as the provider writes it, or as the journal shows it. The record says what is decided (RECEIVED, PROCESSING, COMPLETED, FAILED); the journal says how it came to that.',
  ],
  options: { json: { about: 'one JSON document: record and journal' } },
  onInbox: true,
  examples: [{ command: 'inbox find stripe evt_1', about: 'was it processed?' }],
  exits: ['found', 'nothing is known about that event'],
  async run({ arguments: [name = '', id = ''], inbox: locate, connect, terminal, nowMs, flag }) {
    const inbox = await locate();
    const endpoint = requireEndpoint(inbox, name);
    const found = await findEvent(inbox, endpoint, id, connect(inbox));
    if (found.record === null && (found.journal ?? []).length === 0) {
      throw new OperatorError(`endpoint "${name}" knows nothing of an event "${id}"`);
    }
    if (flag('json')) {
      terminal.print(JSON.stringify({ endpoint: name, ...found }, null, 2));
      return exitCodes.ok;
    }
    terminal.print(
      twoColumns([['event', `${found.eventId} of endpoint ${name}`], ...recordRows(found, nowMs())], { indent: 0 }),
    );
    if (found.journal?.length) terminal.print('');
    for (const entry of found.journal ?? []) terminal.print(journalLine(entry, nowMs(), terminal));
    return exitCodes.ok;
  },
};

function recordRows({ record }: FoundEvent, nowMs: number): [string, string][] {
  if (record === null) return [['record', 'none, or it expired']];
  const { status, gen, claims, firstSeenAt, completedAt, lastError, expiresAt } = record;
  const time = (ms: number) => localTime(ms, nowMs);
  return [
    ['record', `${status}, generation ${gen}, ${plural(claims ?? 0, 'claim')}`],
    ...(record.eventType === undefined ? [] : [row('type', record.eventType)]),
    ...(firstSeenAt === undefined ? [] : [row('first seen', time(firstSeenAt))]),
    ...(completedAt === undefined ? [] : [row('completed', time(completedAt))]),
    ...(lastError === undefined ? [] : [row('last error', lastError)]),
    row('expires', time(expiresAt * 1000)),
  ];
}

const row = (name: string, text: string): [string, string] => [name, text];
