import type { Inbox, InboxEndpoint } from '../../inbox.ts';
import { requireEndpoint } from '../../inventory.ts';
import { UsageError } from '../../operator-error.ts';
import { pasted, type Registration, registrationOf } from '../../registration.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { indent, twoColumns } from '../layout.ts';

export const endpoints: Command = {
  name: 'endpoints',
  arguments: [],
  summary: 'list URLs, providers, and the steps to register them',
  description: [
    'The URL is what to register with the provider. Where deliveries arrive under another one (a tunnel, a custom domain), that is shown as the public URL.',
    '--copy-for prints what is pasted into the provider’s form and nothing else, one value a line: the URL, the event types that the processor has entries for, and the content type where the provider asks for one.',
  ],
  options: {
    'copy-for': { value: 'E', about: 'what to paste for this endpoint, or this provider' },
    json: { about: 'a JSON array' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox endpoints', about: 'of the inbox on this machine' },
    { command: 'inbox endpoints --stack Webhooks --region eu-central-1', about: 'of a deployed one' },
    { command: 'inbox endpoints --copy-for stripe', about: 'URL and event types, a line each' },
  ],
  exits: ['listed', 'no inbox was found'],
  run,
};

async function run(invocation: Invocation): Promise<0> {
  const { flag, text, terminal } = invocation;
  const inbox = await invocation.inbox();
  const wanted = text('copy-for');
  const chosen = wanted === undefined ? [...inbox.endpoints.values()] : [meantBy(inbox, wanted)];
  const all = await Promise.all(
    chosen.map(async (endpoint) => ({ endpoint, registration: await registrationOf(endpoint) })),
  );
  if (flag('json')) {
    terminal.print(
      JSON.stringify(
        all.map(({ endpoint, registration }) => asJson(endpoint, registration)),
        null,
        2,
      ),
    );
    return exitCodes.ok;
  }
  const width = Math.max(...all.map(({ endpoint }) => endpoint.name.length));
  for (const { endpoint, registration } of all) {
    if (wanted === undefined) list(endpoint, registration, width, terminal);
    else copy(registration, terminal);
  }
  return exitCodes.ok;
}

/** An endpoint's name, else that of a provider with one endpoint. Throws UsageError. */
function meantBy(inbox: Inbox, word: string): InboxEndpoint {
  const [only, ...others] = inbox.endpoints.has(word)
    ? []
    : [...inbox.endpoints.values()].filter(({ provider }) => provider.name === word);
  if (!only) return requireEndpoint(inbox, word);
  if (others.length === 0) return only;
  const names = [only, ...others].map(({ name }) => name).join(', ');
  throw new UsageError(`--copy-for is "${word}", of which there are several endpoints: name one of ${names}`);
}

const asJson = ({ name, url, publicUrl, provider, processor }: InboxEndpoint, registration: Registration) => ({
  endpoint: name,
  url,
  publicUrl,
  provider: provider.name,
  processor,
  registration,
});

function copy(registration: Registration, terminal: Invocation['terminal']): void {
  for (const value of pasted(registration)) terminal.print(value);
  const { manyEvents } = registration;
  if (manyEvents.length === 0) return;
  terminal.note(`the processor also takes ${manyEvents.join(', ')}: choose those types in the provider’s own list`);
}

function list(
  { name, url, publicUrl, provider, processor }: InboxEndpoint,
  { steps, documentation }: Registration,
  width: number,
  terminal: Invocation['terminal'],
): void {
  const beside = width + 2;
  terminal.print(`${terminal.style('bold', name.padEnd(width))}  ${url}`);
  if (publicUrl !== url) terminal.print(indent(`public URL ${publicUrl}`, beside));
  terminal.print(indent(`provider ${provider.name}, processor ${processor}`, beside));
  const numbered = steps.map((step, index): [string, string] => [`${index + 1}.`, step]);
  if (numbered.length > 0) terminal.print(twoColumns(numbered, { indent: beside }));
  if (documentation !== null) terminal.print(indent(documentation, beside));
}
