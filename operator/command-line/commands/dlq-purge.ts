import type { DeadLetter } from '../../dead-letter.ts';
import { peekDeadLetters } from '../../dead-letters.ts';
import type { InboxEndpoint } from '../../inbox.ts';
import { UsageError } from '../../operator-error.ts';
import { purgeDeadLetters } from '../../purge-dead-letters.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import {
  chooseOptions,
  chooseParagraph,
  chosenEndpoints,
  endpointArgument,
  readDeadLetterFilter,
} from '../dead-letter-options.ts';
import { plural } from '../layout.ts';
import type { Terminal } from '../terminal.ts';

export const dlqPurge: Command = {
  name: 'dlq purge',
  arguments: endpointArgument,
  summary: 'delete dead letters for good',
  description: [
    'Says how many are chosen and asks before it deletes those, and no other: what dies meanwhile stays. They cannot be had back; `inbox dlq export` keeps a copy.',
    chooseParagraph,
  ],
  options: {
    ...chooseOptions,
    yes: { about: 'delete without asking; needed where there is no terminal' },
    json: { about: 'one JSON object' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox dlq purge stripe --error NonRetryableError', about: 'asks, then deletes' },
    { command: 'inbox dlq purge github --since 1h --yes', about: 'in a script' },
  ],
  exits: ['deleted, or there was nothing', 'the answer was no, or it stopped half-way: run it again'],
  run,
};

interface Chosen {
  readonly endpoint: InboxEndpoint;
  readonly letters: readonly DeadLetter[];
}

async function run(invocation: Invocation): Promise<0 | 1> {
  const { terminal, flag } = invocation;
  const filter = readDeadLetterFilter(invocation);
  const { ask } = terminal;
  if (!flag('yes') && ask === undefined) {
    throw new UsageError('dead letters are deleted for good and nobody is here to ask: say --yes to delete them');
  }
  const inbox = await invocation.inbox();
  const ports = invocation.connect(inbox);
  const chosen: readonly Chosen[] = await Promise.all(
    chosenEndpoints(inbox, invocation).map(async (endpoint) => ({
      endpoint,
      letters: await peekDeadLetters(endpoint, { filter }, ports),
    })),
  );
  if (!(flag('yes') || (await isAgreed(chosen, ask)))) {
    terminal.note('nothing was deleted');
    return exitCodes.failed;
  }
  const results: { endpoint: string; deleted: number }[] = [];
  for (const { endpoint, letters } of chosen) {
    const deleted = letters.length === 0 ? 0 : await purgeDeadLetters(endpoint, letters, ports);
    results.push({ endpoint: endpoint.name, deleted });
    if (!flag('json')) terminal.print(`${plural(deleted, 'dead letter')} of ${endpoint.name} deleted`);
  }
  if (flag('json')) terminal.print(JSON.stringify({ endpoints: results }, null, 2));
  return exitCodes.ok;
}

async function isAgreed(chosen: readonly Chosen[], ask: Terminal['ask']): Promise<boolean> {
  const total = chosen.reduce((sum, { letters }) => sum + letters.length, 0);
  if (total === 0) return true;
  return /^y(es)?$/i.test((await ask?.(question(chosen, total)))?.trim() ?? '');
}

function question(chosen: readonly Chosen[], total: number): string {
  const parts = chosen.flatMap(({ endpoint, letters }) =>
    letters.length === 0 ? [] : [`${letters.length} of ${endpoint.name}`],
  );
  return `Delete ${plural(total, 'dead letter')} (${parts.join(', ')}) for good? [y/N] `;
}
