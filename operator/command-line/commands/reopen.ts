import { requireEndpoint } from '../../inventory.ts';
import { reopen as reopenEvent } from '../../reopen.ts';
import { type Command, exitCodes } from '../command.ts';

export const reopen: Command = {
  name: 'reopen',
  arguments: [
    { name: 'endpoint', required: true },
    { name: 'event id', required: true },
  ],
  summary: 'let a completed event run once more',
  description: [
    'Only completion suppresses a delivery. This takes it back: the event’s next delivery, or its redrive, runs the processor again, with a new idempotency key. Ask the provider to send the event again afterwards. An event that is not completed needs no reopening.',
  ],
  options: { json: { about: 'one JSON object' } },
  onInbox: true,
  examples: [{ command: 'inbox reopen stripe evt_1', about: 'then press “Resend” in the Stripe dashboard' }],
  exits: ['reopened', 'the event is unknown, or not completed'],
  async run({ arguments: [name = '', id = ''], inbox: find, connect, terminal, nowMs, flag }) {
    const inbox = await find();
    const endpoint = requireEndpoint(inbox, name);
    const { eventId, generation } = await reopenEvent(endpoint, id, connect(inbox), nowMs());
    const sentence = `event ${eventId} of ${name} is reopened, generation ${generation}: its next delivery runs`;
    terminal.print(flag('json') ? JSON.stringify({ endpoint: name, eventId, generation }) : sentence);
    return exitCodes.ok;
  },
};
