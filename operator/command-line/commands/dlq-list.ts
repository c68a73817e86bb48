import { countDeadLetters } from '../../dead-letters.ts';
import { type Command, exitCodes } from '../command.ts';
import { table } from '../layout.ts';

export const dlqList: Command = {
  name: 'dlq list',
  arguments: [],
  summary: 'count dead letters',
  description: [
    'A dead letter is an event whose processing was given up: it failed at every receive, or with an error that trying again cannot help. It waits for 14 days. “In flight” are those that somebody has received and not yet deleted.',
  ],
  options: { json: { about: 'a JSON array' } },
  onInbox: true,
  examples: [{ command: 'inbox dlq list', about: 'of the inbox on this machine' }],
  exits: ['listed', 'no inbox was found, or its queues cannot be read'],
  async run({ inbox: find, connect, terminal, flag }) {
    const inbox = await find();
    const counts = await countDeadLetters(inbox.endpoints.values(), connect(inbox));
    if (flag('json')) terminal.print(JSON.stringify(counts, null, 2));
    else {
      const rows = counts.map(({ endpoint, waiting, inFlight }) => [endpoint, waiting, inFlight]);
      terminal.print(table(['ENDPOINT', 'DEAD LETTERS', 'IN FLIGHT'], rows));
    }
    return exitCodes.ok;
  },
};
