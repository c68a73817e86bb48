import { UsageError } from '../../operator-error.ts';
import { rotateSecret } from '../../secret.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { durationMs } from '../duration.ts';
import { requireEndpointOfSecret } from '../endpoint-of-secret.ts';
import { localTime } from '../layout.ts';

export const secretRotate: Command = {
  name: 'secret rotate',
  arguments: [{ name: 'endpoint', required: true }],
  summary: 'add one; the one before stays valid for a while',
  description: [
    'Asks for the new secret as `inbox secret set` does. It becomes the current version in the secret store, and the one before becomes the previous version (AWSPREVIOUS), which goes on verifying for the overlap: by default three days, as long as redeliveries that were signed with it may come.',
    'Rotate here first, then let the provider sign with the new secret; deliveries verify throughout. `inbox secret list` says which one verified last, and `inbox secret retire` ends the overlap early. A second rotation ends the overlap of the first.',
    'For several secrets without an end, store a JSON list of texts, newest first, in the secret itself: all of them verify.',
  ],
  options: {
    overlap: { value: 'TIME', about: 'how long the one before verifies: 30m, 12h, 7d', default: '3d' },
    json: { about: 'one JSON object' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox secret rotate stripe', about: 'asks for the new secret' },
    { command: 'inbox secret rotate stripe --overlap 1h', about: 'the old one leaked, and is needed for an hour' },
  ],
  exits: ['stored', 'there is no secret yet, or it could not be stored'],
  async run(invocation) {
    const { inbox: find, connect, terminal, nowMs, flag } = invocation;
    const [name = ''] = invocation.arguments;
    const overlap = readOverlap(invocation);
    const inbox = await find();
    const endpoint = requireEndpointOfSecret(inbox, name);
    const secret = await terminal.readSecret(`new: ${endpoint.provider.secret.label}: `);
    const { overlapEndsAt, dropped } = await rotateSecret(endpoint, { secret, ...overlap }, connect(inbox), nowMs());
    if (flag('json')) {
      terminal.print(JSON.stringify({ endpoint: name, overlapEndsAt, dropped }));
      return exitCodes.ok;
    }
    terminal.print(
      `the secret of ${name} is rotated: the one before verifies until ${localTime(overlapEndsAt, nowMs())}`,
    );
    terminal.print('the new one verifies within a minute');
    if (dropped) terminal.print('an older secret, still valid from an earlier rotation, stops verifying');
    return exitCodes.ok;
  },
};

const [shortestMs, longestMs] = [60_000, 30 * 24 * 60 * 60_000];

/** Throws UsageError. */
function readOverlap({ text, arguments: [name] }: Pick<Invocation, 'text' | 'arguments'>): { overlapMs?: number } {
  const given = text('overlap');
  if (given === undefined) return {};
  const overlapMs = durationMs(given);
  if (overlapMs !== null && overlapMs >= shortestMs && overlapMs <= longestMs) return { overlapMs };
  throw new UsageError(
    `--overlap is "${given}": it must be like 30m, 12h or 7d, from 1m to 30d; \`inbox secret set ${name}\` has none`,
  );
}
