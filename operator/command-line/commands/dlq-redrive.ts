import { requireEndpoint } from '../../inventory.ts';
import { redrive } from '../../redrive.ts';
import { type Command, exitCodes } from '../command.ts';
import { plural } from '../layout.ts';

export const dlqRedrive: Command = {
  name: 'dlq redrive',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'send dead letters back to be processed',
  description: [
    'Each dead letter is sent to the endpoint’s queue, then deleted, never the reverse: nothing is lost when this is killed half-way, and an event that is queued twice runs once. A redriven event runs with the same idempotency key as before; one that was completed meanwhile is merely acknowledged.',
    'Dead letters that arrive after it began are left, so that it ends even when everything fails again.',
  ],
  options: { json: { about: 'one JSON object' } },
  onInbox: true,
  examples: [{ command: 'inbox dlq redrive stripe', about: 'after the processor was repaired' }],
  exits: ['everything was sent back, or there was nothing', 'it stopped half-way: run it again'],
  async run({ arguments: [name = ''], inbox: find, connect, terminal, nowMs, flag }) {
    const inbox = await find();
    const endpoint = requireEndpoint(inbox, name);
    const report = await redrive(endpoint, connect(inbox), nowMs);
    if (flag('json')) terminal.print(JSON.stringify({ endpoint: name, ...report }, null, 2));
    else if (report.redriven + report.leftNewer === 0) terminal.print(`${name} has no dead letters`);
    else terminal.print(`${plural(report.redriven, 'dead letter')} of ${name} sent back to be processed`);
    if (report.leftNewer > 0) {
      const left = plural(report.leftNewer, 'dead letter');
      terminal.note(`${left} arrived since this began, perhaps again: \`inbox dlq show ${name}\` says why`);
    }
    return exitCodes.ok;
  },
};
