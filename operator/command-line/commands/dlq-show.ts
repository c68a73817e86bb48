import { textOf } from '../../dead-letter-body.ts';
import { type ShownDeadLetter, showDeadLetters } from '../../show-dead-letters.ts';
import { type Command, exitCodes } from '../command.ts';
import {
  chooseOptions,
  chooseParagraph,
  chosenEndpoints,
  endpointArgument,
  readDeadLetterFilter,
} from '../dead-letter-options.ts';
import { byteSize, indent, localTime, plural, wrap } from '../layout.ts';
import { payloadText } from '../payload-text.ts';
import type { Painter } from '../terminal.ts';

const shownCharacters = 4_000;

export const dlqShow: Command = {
  name: 'dlq show',
  arguments: endpointArgument,
  summary: 'show dead letters: cause, record and payload',
  description: [
    'Receives the dead letters and puts them back at once. Shows the id, the type, the cause and the times of each, what its record says (FAILED, or COMPLETED when a later delivery succeeded), and its payload, wherever that travelled. Control characters are shown escaped.',
    chooseParagraph,
  ],
  options: {
    ...chooseOptions,
    limit: { value: 'N', about: 'how many of each endpoint at most', default: '20' },
    full: { about: `the whole payload, not its first ${shownCharacters} characters` },
    json: { about: 'a JSON array, with the payload in base64 as well' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox dlq show stripe', about: 'what failed, and why?' },
    { command: 'inbox dlq show --id evt_1 --full', about: 'all of one' },
  ],
  exits: ['shown, or there is none', 'no inbox was found, or its queue cannot be read'],
  async run(invocation) {
    const { connect, terminal, nowMs, flag } = invocation;
    const limit = invocation.wholeNumber('limit', { min: 1, max: 1_000, default: 20 });
    const filter = readDeadLetterFilter(invocation);
    const inbox = await invocation.inbox();
    const endpoints = chosenEndpoints(inbox, invocation);
    const ports = connect(inbox);
    const shown = (await Promise.all(endpoints.map((one) => showDeadLetters(one, { filter, limit }, ports)))).flat();
    if (flag('json')) terminal.print(JSON.stringify(shown.map(asJson), null, 2));
    else if (shown.length === 0) terminal.print(nothing(endpoints.map(({ name }) => name)));
    else {
      const characters = flag('full') ? Number.POSITIVE_INFINITY : shownCharacters;
      terminal.print(shown.map((one) => describe(one, characters, nowMs(), terminal.style)).join('\n\n'));
    }
    return exitCodes.ok;
  },
};

const nothing = (names: readonly string[]) =>
  names.length === 1 ? `${names[0]} has no such dead letters` : 'there are no such dead letters';

const asJson = ({ letter, contentType, body, record }: ShownDeadLetter) => ({
  ...letter,
  record,
  contentType,
  payload: body.rawBody && textOf(body.rawBody),
  payloadBase64: body.rawBody?.toString('base64') ?? null,
  problem: body.problem,
});

function describe(
  { letter, contentType, body, record }: ShownDeadLetter,
  characters: number,
  nowMs: number,
  paint: Painter,
): string {
  const { eventId, eventType, errorName, errorMessage, attempts, receivedAt, failedAt, sentAt } = letter;
  const size = body.rawBody === null ? null : byteSize(body.rawBody.length);
  const time = (text: string, iso: string | null) => (iso === null ? [] : [`${text} ${localTime(iso, nowMs)}`]);
  const times = [
    ...time('received', receivedAt),
    ...time('died', failedAt ?? sentAt),
    ...(attempts === null ? [] : [`after ${plural(attempts, 'attempt')}`]),
  ];
  const cause =
    errorName === null
      ? 'moved by SQS after its last receive: the processor did not say why (a timeout or a crash)'
      : `${errorName}: ${errorMessage ?? ''}`;
  const title = [letter.endpoint, eventType, size, contentType].filter((text) => text !== null).join(', ');
  return [
    wrap(`${paint('bold', eventId ?? letter.messageId)}  ${title}`, 2).trimStart(),
    wrap(times.join(', '), 2),
    paint('red', wrap(cause, 2)),
    wrap(`record: ${record === null ? 'none, or it expired' : `${record.status}, generation ${record.gen}`}`, 2),
    indent(payloadText(body, characters), 4),
  ].join('\n');
}
