import { type LastVerified, lastVerified } from '../../last-verified.ts';
import { type SecretStatus, secretStatus } from '../../secret.ts';
import { type Command, exitCodes } from '../command.ts';
import { localTime, table } from '../layout.ts';

export const secretList: Command = {
  name: 'secret list',
  arguments: [],
  summary: 'show their states, never a value',
  description: [
    'The states: unset (deliveries are answered 503), awaited (`inbox secret expect` waits), one, rotating (older secrets verify too), malformed (deliveries are answered 500), unsigned (the endpoint verifies nothing, as declared).',
    '“Last verified” is what the last genuine delivery of seven days, and since the change, was signed with: while it is the previous secret, the provider has not changed over yet. In the minutes after a rotation it is not known which.',
  ],
  options: { json: { about: 'a JSON array' } },
  onInbox: true,
  examples: [{ command: 'inbox secret list', about: 'of the inbox on this machine' }],
  exits: ['listed', 'no inbox was found, or its secrets cannot be read'],
  async run({ inbox: find, connect, terminal, nowMs, flag }) {
    const inbox = await find();
    const ports = connect(inbox);
    const all = await Promise.all(
      [...inbox.endpoints.values()].map(async (endpoint) => {
        const status = await secretStatus(endpoint, ports, nowMs());
        const last = await lastVerified(endpoint.name, status, ports, nowMs());
        return { endpoint: endpoint.name, ...status, lastVerified: last };
      }),
    );
    if (flag('json')) terminal.print(JSON.stringify(all, null, 2));
    else
      terminal.print(
        table(
          ['ENDPOINT', 'SECRET', '', 'LAST VERIFIED'],
          all.map((entry) => [
            entry.endpoint,
            entry.state,
            about(entry, nowMs()),
            verified(entry.lastVerified, nowMs()),
          ]),
        ),
      );
    return exitCodes.ok;
  },
};

function about(status: SecretStatus, nowMs: number): string {
  switch (status.state) {
    case 'unset':
      return 'deliveries are answered 503';
    case 'awaited':
      return `the provider may hand one over until ${localTime(status.until, nowMs)}`;
    case 'unsigned':
      return 'nothing is verified';
    case 'one':
      return `since ${localTime(status.changedAt, nowMs)}`;
    case 'malformed':
      return status.reason;
    case 'rotating':
      return status.overlapEndsAt === null
        ? `a list of several, since ${localTime(status.changedAt, nowMs)}`
        : `older ones verify until ${localTime(status.overlapEndsAt, nowMs)}`;
  }
}

function verified(last: LastVerified | null, nowMs: number): string {
  if (last === null) return '';
  return `${last.secret === 'unknown' ? 'which one?' : last.secret}, ${localTime(last.at, nowMs)}`;
}
