import { setSecret } from '../../secret.ts';
import { type Command, exitCodes } from '../command.ts';
import { requireEndpointOfSecret } from '../endpoint-of-secret.ts';

export const secretSet: Command = {
  name: 'secret set',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'set the only secret that verifies',
  description: [
    'Asks for the secret without showing it, or reads it from standard input; it never stands on the command line, where other users of the machine could read it, and is never printed. One trailing newline is cut; any other white space at the ends is refused, and so is what is plainly another kind of key of the provider.',
    'An earlier secret stops verifying. While the provider still signs with it, use `inbox secret rotate` instead.',
    'Running functions notice a first secret within seconds. They take up a changed one at the first delivery signed with it (once a minute at most), and forget the earlier one within ten minutes.',
  ],
  options: { json: { about: 'one JSON object' } },
  onInbox: true,
  examples: [
    { command: 'inbox secret set stripe', about: 'asks for it' },
    { command: 'inbox secret set github < secret.txt', about: 'reads it from a file' },
  ],
  exits: ['stored', 'it could not be stored'],
  async run({ arguments: [name = ''], inbox: find, connect, terminal, flag }) {
    const inbox = await find();
    const endpoint = requireEndpointOfSecret(inbox, name);
    const secret = await terminal.readSecret(`${endpoint.provider.secret.label}: `);
    const { replaced } = await setSecret(endpoint, secret, connect(inbox));
    const sentence = replaced
      ? `the secret of ${name} is replaced: it verifies within a minute; the earlier one is forgotten within ten`
      : `the secret of ${name} is set`;
    terminal.print(flag('json') ? JSON.stringify({ endpoint: name, replaced }) : sentence);
    return exitCodes.ok;
  },
};
