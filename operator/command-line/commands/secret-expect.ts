import { awaitSecret, expectSecret } from '../../expect-secret.ts';
import { type Command, exitCodes } from '../command.ts';
import { requireEndpointOfSecret } from '../endpoint-of-secret.ts';

export const secretExpect: Command = {
  name: 'secret expect',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'store the secret that the provider is about to send',
  description: [
    'For providers that choose the signing secret themselves and hand it over in the first request to the URL. For the minutes given, the endpoint stores that secret and answers the request; at any other time it refuses, for whoever calls could choose the secret. Secrets that verified before go on doing so.',
    'Waits until the secret has come. It is never printed, but for --show: some providers want it pasted back.',
  ],
  options: {
    minutes: { value: 'N', about: 'how long to wait', default: '10' },
    show: { about: 'print the secret that came, to paste it back' },
    json: { about: 'one JSON object, when it is over' },
  },
  onInbox: true,
  examples: [{ command: 'inbox secret expect asana', about: 'then create the webhook' }],
  exits: ['a secret came and is stored', 'none came in time'],
  async run({ arguments: [name = ''], flag, wholeNumber, inbox: find, connect, terminal, nowMs, signal }) {
    const minutes = wholeNumber('minutes', { min: 1, max: 60, default: 10 });
    const inbox = await find();
    const endpoint = requireEndpointOfSecret(inbox, name);
    const ports = connect(inbox);
    const expectation = await expectSecret(endpoint, ports, nowMs() + minutes * 60_000);
    const say = flag('json') ? terminal.note : terminal.print;
    say(
      `for ${minutes} minutes ${name} stores the secret that ${endpoint.provider.displayName} sends to ${endpoint.url}`,
    );
    const secret = await awaitSecret(expectation, ports, { nowMs, signal });
    if (flag('json')) {
      const shown = flag('show') ? { secret } : {};
      terminal.print(JSON.stringify({ endpoint: name, came: secret !== null, ...shown }));
      return secret === null ? exitCodes.failed : exitCodes.ok;
    }
    if (secret === null) {
      terminal.print('none came: look at `inbox events`, then try again');
      return exitCodes.failed;
    }
    terminal.print(`the secret of ${name} has come and is stored`);
    if (flag('show')) terminal.print(secret);
    return exitCodes.ok;
  },
};
