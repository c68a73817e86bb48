import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { readIngestEnvironment, readProcessorEnvironment } from '../../lambdas/runtime/environment.ts';
import { bodyField } from '../../lambdas/verification/parts.ts';
import { createResolver } from '../../local/resolve-intrinsics.ts';
import { endpoints, synthesize } from './synthesize.ts';

interface Described {
  readonly [part: string]: unknown;
  readonly endpoints: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

let template: Template;
let inbox: Described;
const inboxOf = (from: Template): Described => from.toJSON().Metadata.WebhookInbox;
beforeAll(() => {
  template = synthesize({
    endpoints: { ...endpoints, github: { provider: 'github', processor: 'github', eventId: [bodyField('id')] } },
  });
  inbox = inboxOf(template);
}, 120_000);

const queueUrl = (name: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/${name}`;
const secretArn = (id: string) => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${id}-AbCdEfGhIjKl-a1b2c3`;

/** The variables of a function as they are once CloudFormation has made the resources. */
function environmentOf(functionId: unknown): NodeJS.ProcessEnv {
  const declared = template.toJSON();
  const nameOf = (id: string): string => declared.Resources[id].Properties.QueueName;
  const refs = new Map<string, (id: string) => string>([
    ['AWS::SQS::Queue', (id) => queueUrl(nameOf(id))],
    ['AWS::SecretsManager::Secret', secretArn],
  ]);
  const resolve = createResolver(declared as Parameters<typeof createResolver>[0], {
    region: 'eu-central-1',
    accountId: '123456789012',
    stackName: 'Webhooks',
    ref: (id) => refs.get(declared.Resources[id].Type)?.(id) ?? `physical-${id}`,
    getAtt: (id, attribute) => (attribute === 'QueueName' ? nameOf(id) : 'https://abc.execute-api.example.com'),
  });
  return resolve(declared.Resources[String(functionId)].Properties.Environment.Variables) as NodeJS.ProcessEnv;
}

describe('what lib/ sets', () => {
  it('is what ingest reads: a queue and a secret for every endpoint', () => {
    const environment = readIngestEnvironment(environmentOf(inbox.ingestFunction));
    expect(environment.tableName).toBe(`physical-${inbox.table}`);
    expect(environment.bodyBucket).toBe(`physical-${inbox.bodyBucket}`);
    expect(environment.publicUrlBase).toBe('https://abc.execute-api.example.com');
    expect([...environment.endpoints.keys()].sort()).toEqual([
      'acme-billing',
      'github',
      'sendgrid',
      'stripe',
      'twilio',
    ]);
    for (const [name, { queueUrl: url, secretArn: arn }] of environment.endpoints) {
      expect(url).toBe(queueUrl(`Webhooks-${name}`));
      expect(arn).toBe(secretArn(String(inbox.endpoints[name]?.secret)));
    }
  });

  it('is what a processor reads: its own queues', () => {
    const environment = readProcessorEnvironment(environmentOf(inbox.endpoints.stripe?.processorFunction));
    expect(environment).toEqual({
      tableName: `physical-${inbox.table}`,
      bodyBucket: `physical-${inbox.bodyBucket}`,
      endpoint: 'stripe',
      queueUrl: queueUrl('Webhooks-stripe'),
      deadLetterQueueUrl: queueUrl('Webhooks-stripe-dead-letters'),
      maxReceiveCount: 5,
      batchJson: '',
      bodyInKey: false,
    });
  });
});

describe('the description in the template', () => {
  it('names a resource of the right type for every part', () => {
    const { Resources } = template.toJSON();
    const typeOf = (id: unknown) => Resources[String(id)]?.Type;
    expect(inbox.version).toBe(1);
    expect(typeOf(inbox.table)).toBe('AWS::DynamoDB::Table');
    expect(typeOf(inbox.bodyBucket)).toBe('AWS::S3::Bucket');
    expect(typeOf(inbox.api)).toBe('AWS::ApiGatewayV2::Api');
    expect(typeOf(inbox.ingestFunction)).toBe('AWS::Lambda::Function');
    expect(Object.keys(inbox.endpoints)).toHaveLength(5);
    for (const [name, endpoint] of Object.entries(inbox.endpoints)) {
      expect(endpoint.path).toBe(`/hooks/${name}`);
      expect(typeOf(endpoint.queue)).toBe('AWS::SQS::Queue');
      expect(Resources[String(endpoint.queue)].Properties.QueueName).toBe(`Webhooks-${name}`);
      expect(Resources[String(endpoint.deadLetterQueue)].Properties.QueueName).toBe(`Webhooks-${name}-dead-letters`);
      expect(typeOf(endpoint.secret)).toBe('AWS::SecretsManager::Secret');
      expect(typeOf(endpoint.processorFunction)).toBe('AWS::Lambda::Function');
    }
  });

  it('carries a definition where the catalogue has none or another one', () => {
    expect(inbox.endpoints.stripe).toMatchObject({ provider: 'stripe', processor: 'stripe' });
    expect(inbox.endpoints.stripe).not.toHaveProperty('definition');
    expect(inbox.endpoints['acme-billing']).toMatchObject({
      provider: 'acme-billing',
      processor: 'acme',
      definition: { verification: { kind: 'hmac', signature: { kind: 'header', name: 'x-sig' } } },
    });
    expect(inbox.endpoints.github).toMatchObject({ provider: 'github', definition: { eventId: [bodyField('id')] } });
  });
});
