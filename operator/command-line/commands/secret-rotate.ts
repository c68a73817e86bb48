import { rotateSecret } from '../../secret.ts';
import { type Command, exitCodes } from '../command.ts';
import { requireEndpointOfSecret } from '../endpoint-of-secret.ts';
import { localTime } from '../layout.ts';

export const secretRotate: Command = {
  name: 'secret rotate',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'add one; the one before stays valid',
  description: [
    'Asks for the new secret as `inbox secret set` does. It becomes the current version in the secret store, and the one before becomes the previous version (AWSPREVIOUS), which verifies for three more days: as long as redeliveries that were signed with it may come.',
    'Rotate here first, then let the provider sign with the new secret; deliveries verify throughout. A second rotation within three days ends the overlap of the first.',
    'For several secrets without an end, store a JSON list of texts, newest first, in the secret itself: all of them verify.',
  ],
  options: {},
  onInbox: true,
  examples: [{ command: 'inbox secret rotate stripe', about: 'asks for the new secret' }],
  exits: ['stored', 'there is no secret yet, or it could not be stored'],
  async run({ arguments: [name = ''], inbox: find, connect, terminal, nowMs }) {
    const inbox = await find();
    const endpoint = requireEndpointOfSecret(inbox, name);
    const secret = await terminal.readSecret(`new: ${endpoint.provider.secret.label}: `);
    const { overlapEndsAt, dropped } = await rotateSecret(endpoint, secret, connect(inbox), nowMs());
    terminal.print(
      `the secret of ${name} is rotated: the one before verifies until ${localTime(overlapEndsAt, nowMs())}`,
    );
    terminal.print('the new one verifies within a minute');
    if (dropped) terminal.print('an older secret, still valid from an earlier rotation, stops verifying');
    return exitCodes.ok;
  },
};
