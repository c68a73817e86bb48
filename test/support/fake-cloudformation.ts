import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';

/** What the local stack tells of itself, and what only a deployed one has. */
export interface DeployedStack {
  /** Path. */
  readonly template: string;
  /** Logical id → physical id; a resource that is missing has its logical id for one. */
  readonly resources: Readonly<Record<string, string>>;
  /** Scheme and host of the endpoints' URLs. */
  readonly base: string;
  readonly outputs: Readonly<Record<string, string>>;
}

interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly Metadata: {
    readonly WebhookInbox: { readonly endpoints: Readonly<Record<string, { readonly path: string }>> };
  };
}

/** Answers the three questions that the command line asks of CloudFormation, and no other. */
export function answerCloudFormation({ template: path, resources, base, outputs }: DeployedStack): RequestListener {
  const text = readFileSync(path, 'utf8');
  const { Resources, Metadata } = JSON.parse(text) as Template;
  const urls = Object.values(Metadata.WebhookInbox.endpoints).map((one, index) => [`Url${index}`, base + one.path]);
  const members = (pairs: readonly (readonly string[])[], key: string, value: string) =>
    pairs
      .map(([a = '', b = '']) => `<member><${key}>${a}</${key}><${value}>${escaped(b)}</${value}></member>`)
      .join('');
  const answers = new Map([
    ['GetTemplate', `<TemplateBody>${escaped(text)}</TemplateBody>`],
    [
      'ListStackResources',
      `<StackResourceSummaries>${members(
        Object.keys(Resources).map((id) => [id, resources[id] ?? id]),
        'LogicalResourceId',
        'PhysicalResourceId',
      )}</StackResourceSummaries>`,
    ],
    [
      'DescribeStacks',
      `<Stacks><member><Outputs>${members([...urls, ...Object.entries(outputs)], 'OutputKey', 'OutputValue')}</Outputs></member></Stacks>`,
    ],
  ]);
  return async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const action = new URLSearchParams(Buffer.concat(chunks).toString()).get('Action') ?? '';
    const answer = answers.get(action);
    response.writeHead(answer ? 200 : 400, { 'content-type': 'text/xml' });
    response.end(answer && `<${action}Response><${action}Result>${answer}</${action}Result></${action}Response>`);
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
