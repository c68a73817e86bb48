import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customProvider } from '../../../lambdas/providers/custom-provider.ts';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { findDeployedInbox, type StackReader } from '../../../operator/deployed-inventory.ts';
import { findInbox, noInboxRuns, requireEndpoint } from '../../../operator/inventory.ts';
import { OperatorError, UsageError } from '../../../operator/operator-error.ts';

const acme = customProvider(
  'acme',
  hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-acme'), signedContent: [rawBody] }),
);

const endpoint = (name: string, provider: string, extra: object = {}) => ({
  provider,
  processor: name,
  path: `/hooks/${name}`,
  queue: `${name}Queue`,
  deadLetterQueue: `${name}Dead`,
  secret: `${name}Secret`,
  processorFunction: `${name}Processor`,
  ...extra,
});

const template = {
  Metadata: {
    WebhookInbox: {
      version: 1,
      table: 'Table',
      bodyBucket: 'Bodies',
      api: 'Api',
      ingestFunction: 'Ingest',
      endpoints: {
        stripe: endpoint('stripe', 'stripe'),
        'acme-billing': endpoint('acme', 'acme', { path: '/hooks/acme-billing', definition: acme }),
      },
    },
  },
  Resources: {
    Ingest: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogGroup: { Ref: 'IngestLogs' } } } },
    Other: { Type: 'AWS::Lambda::Function', Properties: {} },
    Table: { Type: 'AWS::DynamoDB::Table' },
  },
};

const resources = {
  Table: 'inbox-table',
  Api: 'api123',
  IngestLogs: 'Webhooks-IngestLogs-ABC',
  stripeQueue: 'http://127.0.0.1:4000/queue/stripe',
  stripeDead: 'http://127.0.0.1:4000/queue/stripe-dead',
  stripeSecret: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:stripe',
  acmeQueue: 'http://127.0.0.1:4000/queue/acme',
  acmeDead: 'http://127.0.0.1:4000/queue/acme-dead',
  acmeSecret: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:acme',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function writeStack(fields: object = {}): Promise<void> {
  const path = join(folder, 'template.json');
  await writeFile(path, JSON.stringify(template));
  const stack = {
    pid: process.pid,
    url: 'http://127.0.0.1:3000',
    region: 'eu-central-1',
    accountId: '000000000000',
    services: {
      sqs: 'http://127.0.0.1:4000',
      dynamodb: 'http://127.0.0.1:4001',
      secretsmanager: 'http://127.0.0.1:4002',
      s3: 'http://127.0.0.1:4000',
    },
    template: path,
    resources,
    journal: join(folder, 'journal.ndjson'),
    publicUrls: { stripe: 'https://tunnel.example/hooks/stripe' },
    ...fields,
  };
  await writeFile(join(folder, 'stack.json'), JSON.stringify(stack));
}

const findLocal = () => findInbox({}, { INBOX_STATE_DIR: folder });

describe('the inbox on this machine', () => {
  it('is found with everything resolved', async () => {
    await writeStack();
    const inbox = await findLocal();
    expect(inbox).toMatchObject({
      kind: 'local',
      tableName: 'inbox-table',
      aws: { region: 'eu-central-1', serviceUrls: { sqs: 'http://127.0.0.1:4000' } },
      journalPath: join(folder, 'journal.ndjson'),
      signingKeysPath: join(folder, 'signing-keys.json'),
    });
    expect(requireEndpoint(inbox, 'stripe')).toMatchObject({
      provider: { name: 'stripe', displayName: 'Stripe' },
      url: 'http://127.0.0.1:3000/hooks/stripe',
      publicUrl: 'https://tunnel.example/hooks/stripe',
      queueUrl: 'http://127.0.0.1:4000/queue/stripe',
      deadLetterQueueUrl: 'http://127.0.0.1:4000/queue/stripe-dead',
      secretArn: resources.stripeSecret,
    });
  });

  it('knows a provider of the user’s own from the template', async () => {
    await writeStack();
    expect(requireEndpoint(await findLocal(), 'acme-billing')).toMatchObject({
      provider: acme,
      processor: 'acme',
      publicUrl: 'http://127.0.0.1:3000/hooks/acme-billing',
    });
  });

  it('suggests the endpoint that was probably meant', async () => {
    await writeStack();
    const inbox = await findLocal();
    expect(() => requireEndpoint(inbox, 'strpe')).toThrow(UsageError);
    expect(() => requireEndpoint(inbox, 'strpe')).toThrow(/did you mean "stripe"/);
  });

  it('is not there when none was started, or the one that was is dead', async () => {
    await expect(findLocal()).rejects.toThrow(new OperatorError(noInboxRuns));
    const process = spawn('true');
    await once(process, 'exit');
    await writeStack({ pid: process.pid });
    await expect(findLocal()).rejects.toThrow(new OperatorError(noInboxRuns));
  });

  it.each([
    ['stack.json', '{"pid":', /stack\.json is damaged/],
    ['stack.json', '{"pid":"x"}', /stack\.json is damaged/],
    ['template.json', '{}', /template\.json is not the template of an inbox/],
  ])('says which file is damaged: %s %s', async (file, text, sentence) => {
    await writeStack();
    await writeFile(join(folder, file), text);
    const error = await findLocal().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OperatorError);
    expect(String(error)).toMatch(sentence);
  });

  it('says which resource is missing', async () => {
    const { stripeQueue: _, ...rest } = resources;
    await writeStack({ resources: rest });
    await expect(findLocal()).rejects.toThrow(/stripeQueue/);
  });

  it('takes --region and --profile only together with --stack', async () => {
    await expect(findInbox({ region: 'eu-central-1' }, {})).rejects.toThrow(UsageError);
  });
});

describe('a deployed inbox', () => {
  const reader = (fields: Partial<StackReader> = {}): StackReader => ({
    template: async () => JSON.stringify(template),
    resources: async () => new Map(Object.entries(resources)),
    outputs: async () => new Map([['StripeUrl', 'https://hooks.example.com/hooks/stripe']]),
    ...fields,
  });
  const find = (fields?: Partial<StackReader>, variables: NodeJS.ProcessEnv = { AWS_REGION: 'eu-central-1' }) =>
    findDeployedInbox({ stack: 'Webhooks' }, variables, () => reader(fields));

  it('is found through its template, resources and outputs', async () => {
    const inbox = await find();
    expect(inbox).toMatchObject({ kind: 'deployed', tableName: 'inbox-table', journalPath: null });
    expect(inbox.logGroups).toEqual(['Webhooks-IngestLogs-ABC']);
    expect(inbox.blueprint).toMatchObject({ template, appFile: null });
    expect(inbox.blueprint.physicalIds.get('Api')).toBe('api123');
    expect(inbox.endpoints.get('stripe')?.url).toBe('https://hooks.example.com/hooks/stripe');
    expect(inbox.endpoints.get('acme-billing')?.url).toBe(
      'https://api123.execute-api.eu-central-1.amazonaws.com/hooks/acme-billing',
    );
  });

  it('needs a region', async () => {
    await expect(find({}, {})).rejects.toThrow(/--region/);
    await expect(find({}, {})).rejects.toThrow(UsageError);
  });

  const failing = (name: string, message: string): Partial<StackReader> => ({
    template: async () => {
      throw Object.assign(new Error(message), { name });
    },
  });

  it.each([
    ['ValidationError', 'Stack with id Webhooks does not exist', /there is no stack "Webhooks" in eu-central-1/],
    ['CredentialsProviderError', 'Could not load credentials', /no AWS credentials were found/],
    ['CredentialsProviderError', 'Could not resolve credentials using profile: [x]', /name another with --profile/],
    ['ExpiredTokenException', 'expired', /log in again/],
    ['AccessDenied', 'not authorized', /may not do that/],
    ['TimeoutError', 'slow', /cannot be reached/],
  ])('that cannot be read gets one sentence: %s', async (name, message, sentence) => {
    await expect(find(failing(name, message))).rejects.toThrow(OperatorError);
    await expect(find(failing(name, message))).rejects.toThrow(sentence);
  });

  it.each(['{}', 'Resources: {}'])('is not any stack: %s', async (text) => {
    await expect(find({ template: async () => text })).rejects.toThrow(/the stack "Webhooks" is not the template/);
  });
});
