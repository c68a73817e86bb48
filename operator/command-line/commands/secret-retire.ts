import { forgottenAfterMs } from '../../../lambdas/runtime/secret-cache.ts';
import { retireSecret } from '../../secret.ts';
import { type Command, exitCodes } from '../command.ts';
import { inWords } from '../duration.ts';
import { requireEndpointOfSecret } from '../endpoint-of-secret.ts';

const forgotten = inWords(forgottenAfterMs);

export const secretRetire: Command = {
  name: 'secret retire',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'let older ones stop verifying now',
  description: [
    'Ends the overlap of a rotation: from now on only the newest secret verifies. `inbox secret list` says whether the provider still signs with an older one; its deliveries are answered 401 from then on.',
    `Functions that run already know the older secret for up to ${forgotten}: they keep what they read for five minutes, and none verifies with what it read more than ${forgotten} ago without looking again. Only while the secret store cannot be reached does what they know serve on, for a day at most.`,
  ],
  options: { json: { about: 'one JSON object' } },
  onInbox: true,
  examples: [{ command: 'inbox secret retire stripe', about: 'the provider signs with the new one' }],
  exits: ['retired', 'there is no older one that still verifies'],
  async run({ arguments: [name = ''], inbox: find, connect, terminal, nowMs, flag }) {
    const inbox = await find();
    const endpoint = requireEndpointOfSecret(inbox, name);
    await retireSecret(endpoint, connect(inbox), nowMs());
    const sentence = `older secrets of ${name} are retired: running functions forget them within ${forgotten}`;
    const forgottenAt = new Date(nowMs() + forgottenAfterMs).toISOString();
    terminal.print(flag('json') ? JSON.stringify({ endpoint: name, forgottenAt }) : sentence);
    return exitCodes.ok;
  },
};
