import { type Command, exitCodes } from '../command.ts';

export const endpoints: Command = {
  name: 'endpoints',
  arguments: [],
  summary: 'list URLs, providers and processors',
  description: [
    'The URL is what to register with the provider. Where deliveries arrive under another one (a tunnel, a custom domain), that is shown as the public URL.',
  ],
  options: { json: { about: 'a JSON array' } },
  onInbox: true,
  examples: [
    { command: 'inbox endpoints', about: 'of the inbox on this machine' },
    { command: 'inbox endpoints --stack Webhooks --region eu-central-1', about: 'of a deployed one' },
  ],
  exits: ['listed', 'no inbox was found'],
  async run({ inbox, flag, terminal }) {
    const all = [...(await inbox()).endpoints.values()].map(({ name, url, publicUrl, provider, processor }) => ({
      endpoint: name,
      url,
      publicUrl,
      provider: provider.name,
      processor,
    }));
    if (flag('json')) {
      terminal.print(JSON.stringify(all, null, 2));
      return exitCodes.ok;
    }
    const width = Math.max(...all.map(({ endpoint }) => endpoint.length));
    for (const { endpoint, url, publicUrl, provider, processor } of all) {
      const beside = ' '.repeat(width + 2);
      terminal.print(`${terminal.style('bold', endpoint.padEnd(width))}  ${url}`);
      if (publicUrl !== url) terminal.print(`${beside}public URL ${publicUrl}`);
      terminal.print(`${beside}provider ${provider}, processor ${processor}`);
    }
    return exitCodes.ok;
  },
};
