import { type DeadLetter, peekDeadLetters } from '../../dead-letters.ts';
import { requireEndpoint } from '../../inventory.ts';
import { type Command, exitCodes } from '../command.ts';
import { byteSize, localTime, plural, wrap } from '../layout.ts';
import type { Painter } from '../terminal.ts';

export const dlqShow: Command = {
  name: 'dlq show',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'show dead letters and why they died',
  description: [
    'Receives the dead letters and puts them back at once. Shows the id, the type, the size and the cause of each, not the payload.',
  ],
  options: {
    limit: { value: 'N', about: 'how many at most', default: '20' },
    json: { about: 'a JSON array' },
  },
  onInbox: true,
  examples: [{ command: 'inbox dlq show stripe', about: 'what failed, and why?' }],
  exits: ['shown, or there is none', 'no inbox was found, or its queue cannot be read'],
  async run({ arguments: [name = ''], inbox: find, connect, terminal, nowMs, flag, wholeNumber }) {
    const limit = wholeNumber('limit', { min: 1, max: 1_000, default: 20 });
    const inbox = await find();
    const endpoint = requireEndpoint(inbox, name);
    const letters = await peekDeadLetters(endpoint, limit, connect(inbox));
    if (flag('json')) terminal.print(JSON.stringify(letters, null, 2));
    else if (letters.length === 0) terminal.print(`${name} has no dead letters`);
    else for (const letter of letters) terminal.print(describe(letter, nowMs(), terminal.style));
    return exitCodes.ok;
  },
};

function describe(letter: DeadLetter, nowMs: number, paint: Painter): string {
  const { eventId, eventType, bytes, encoding, errorName, errorMessage, attempts, receivedAt, failedAt } = letter;
  const size = encoding === 's3' ? 'body in S3' : `${byteSize(bytes)}${encoding === 'base64' ? ' in base64' : ''}`;
  const times = [
    ...(receivedAt === null ? [] : [`received ${localTime(receivedAt, nowMs)}`]),
    ...(failedAt === null ? [] : [`died ${localTime(failedAt, nowMs)}`]),
    ...(attempts === null ? [] : [`after ${plural(attempts, 'attempt')}`]),
  ];
  const cause =
    errorName === null
      ? 'moved by SQS after its last receive: the processor did not say why (a timeout or a crash)'
      : `${errorName}: ${errorMessage ?? ''}`;
  return [
    `${paint('bold', eventId ?? letter.messageId)}  ${[eventType, size].filter((text) => text !== null).join(', ')}`,
    wrap(times.join(', '), 2),
    paint('red', wrap(cause, 2)),
  ].join('\n');
}
