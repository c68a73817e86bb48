import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../../lambdas/providers/define-provider.ts';
import { describeProvider } from '../../describe-provider.ts';
import { OperatorError } from '../../operator-error.ts';
import { schemeName } from '../../scheme-name.ts';
import { unknownName } from '../../unknown-name.ts';
import { type Command, exitCodes } from '../command.ts';
import { table, twoColumns } from '../layout.ts';

export const providers: Command = {
  name: 'providers',
  arguments: [{ name: 'search', required: false }],
  summary: 'list the providers, or describe those found',
  description: [
    'Without a search, one line per provider. With one, everything about each provider whose name contains it: how it signs and how we know, which secret it wants, how its events are told apart, how it retries, the steps to register an endpoint, and the event types that `inbox send` has samples of.',
  ],
  options: { json: { about: 'a JSON array' } },
  onInbox: false,
  examples: [
    { command: 'inbox providers', about: 'the whole catalogue' },
    { command: 'inbox providers stripe', about: 'how to register an endpoint with Stripe' },
  ],
  exits: ['listed', 'no provider matches'],
  async run({ arguments: [search], flag, terminal }) {
    const found = findProviders(search ?? '');
    if (found.length === 0) {
      throw new OperatorError(unknownName('provider', search ?? '', catalogue.keys()));
    }
    if (flag('json')) terminal.print(JSON.stringify(found.map(describeProvider), null, 2));
    else if (search === undefined)
      terminal.print(table(['NAME', 'PROVIDER', 'SIGNED WITH', 'EVIDENCE'], found.map(row)));
    else terminal.print(found.map((provider) => details(provider, terminal.style)).join('\n\n'));
    return exitCodes.ok;
  },
};

function findProviders(search: string): readonly Provider[] {
  const wanted = search.toLowerCase();
  return [...catalogue.values()].filter(({ name, displayName }) =>
    [name, displayName].some((text) => text.toLowerCase().includes(wanted)),
  );
}

const row = (provider: Provider) => [
  provider.name,
  provider.displayName,
  schemeName(provider.verification),
  provider.evidence,
];

function details(provider: Provider, style: (format: 'bold', text: string) => string): string {
  const { name, displayName, signedWith, toleranceSeconds, ...rest } = describeProvider(provider);
  const optional: readonly (readonly [string, string | null | undefined])[] = [
    ['not signed', rest.bodyNotCovered],
    ['caution', rest.caution],
    ['batch', rest.batch?.join(', ')],
    ['handshakes', rest.handshakes.join(', ') || null],
    ['answer', rest.answers.join(', else ') || null],
    ...Object.entries(rest.settings).map(([key, about]) => ['setting', `${key}: ${about}`] as const),
  ];
  const rows: [string, string][] = [
    ['signed with', toleranceSeconds === null ? signedWith : `${signedWith}, no older than ${toleranceSeconds} s`],
    ['evidence', `${rest.evidence}: ${rest.source}`],
    ['secret', rest.secret],
    ['event id', rest.eventId],
    ...optional.flatMap(([title, text]): [string, string][] => (text ? [[title, text]] : [])),
    ['samples', rest.samples.join(', ')],
    ['answers within', rest.deadlineSeconds === null ? 'not documented' : `${rest.deadlineSeconds} s`],
    ['retries', rest.retries ?? 'not documented'],
    ['documentation', rest.docs ?? 'none could be read'],
    ...rest.registration.map((step, index): [string, string] => [
      index === 0 ? 'to register' : '',
      `${index + 1}. ${step}`,
    ]),
  ];
  return `${style('bold', name)} (${displayName})\n${twoColumns(rows)}`;
}
