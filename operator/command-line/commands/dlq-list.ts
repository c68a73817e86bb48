import { unexplained } from '../../dead-letter-filter.ts';
import { type DeadLetterGroup, type DeadLetterSummary, summarizeDeadLetters } from '../../dead-letters.ts';
import { type Command, exitCodes } from '../command.ts';
import { chosenEndpoints, endpointArgument } from '../dead-letter-options.ts';
import { inWords } from '../duration.ts';
import { cutTo, table } from '../layout.ts';

export const dlqList: Command = {
  name: 'dlq list',
  arguments: endpointArgument,
  summary: 'count dead letters, by cause and event type',
  description: [
    'A dead letter is an event whose processing was given up: it failed at every receive, or with an error that trying again cannot help. It waits for 14 days. “In flight” are those that somebody has received and not yet deleted; they come back by themselves.',
    'Looks at dead letters to group them, and puts them back at once.',
  ],
  options: {
    endpoint: { value: 'E', about: 'only of this endpoint; it may also stand alone, without --endpoint' },
    limit: { value: 'N', about: 'look at so many of each endpoint at most', default: '1000' },
    json: { about: 'a JSON array' },
  },
  onInbox: true,
  examples: [{ command: 'inbox dlq list', about: 'of the inbox on this machine' }],
  exits: ['listed', 'no inbox was found, or its queues cannot be read'],
  async run(invocation) {
    const { connect, terminal, nowMs, flag } = invocation;
    const limit = invocation.wholeNumber('limit', { min: 1, max: 100_000, default: 1_000 });
    const inbox = await invocation.inbox();
    const all = await summarizeDeadLetters(chosenEndpoints(inbox, invocation), limit, connect(inbox));
    if (flag('json')) {
      terminal.print(JSON.stringify(all, null, 2));
      return exitCodes.ok;
    }
    // The columns before them take 30 beside the endpoint's name; both must stay readable.
    const width = Math.max(12, Math.floor((80 - 30 - Math.max(...all.map(({ endpoint }) => endpoint.length), 8)) / 2));
    const rows = all.flatMap((summary) => [
      totalRow(summary, nowMs()),
      ...summary.groups.map((group) => groupRow(group, nowMs(), width)),
    ]);
    terminal.print(table(['ENDPOINT', 'COUNT', 'IN FLIGHT', 'OLDEST', 'CAUSE', 'EVENT TYPE'], rows));
    for (const { endpoint, examined, waiting } of all) {
      if (examined < waiting)
        terminal.note(`${endpoint}: grouped are ${examined} of ${waiting}; --limit looks at more`);
    }
    return exitCodes.ok;
  },
};

const age = (oldest: string | null, nowMs: number) => (oldest === null ? '' : inWords(nowMs - Date.parse(oldest)));

const totalRow = ({ endpoint, waiting, inFlight, oldest }: DeadLetterSummary, nowMs: number) => [
  endpoint,
  waiting,
  inFlight,
  age(oldest, nowMs),
];

const groupRow = ({ count, oldest, errorName, eventType }: DeadLetterGroup, nowMs: number, width: number) => [
  '',
  count,
  '',
  age(oldest, nowMs),
  cutTo(errorName ?? unexplained, width),
  cutTo(eventType ?? '', width),
];
