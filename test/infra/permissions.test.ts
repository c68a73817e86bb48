import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf, synthesize } from './synthesize.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect: string;
  readonly Condition?: unknown;
}

let template: Template;
beforeAll(() => {
  template = synthesize();
}, 120_000);

const statementsOf = (from: Template, role: RegExp): Statement[] =>
  Object.entries(from.findResources('AWS::IAM::Policy'))
    .filter(([id]) => role.test(id))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);

/** Action → the resources it is allowed on. */
function allowed(from: Template, role: RegExp): Record<string, readonly string[]> {
  const byAction = new Map<string, Set<string>>();
  for (const { Action, Resource, Effect } of statementsOf(from, role)) {
    expect(Effect).toBe('Allow');
    for (const action of [Action].flat()) {
      const resources = byAction.get(action) ?? new Set();
      for (const resource of [Resource].flat()) resources.add(nameOf(resource));
      byAction.set(action, resources);
    }
  }
  return Object.fromEntries([...byAction].map(([action, resources]) => [action, [...resources].sort()]));
}

/** `stripeEventsQueueB6D54E1F` → `stripeEventsQueue`; an object's path keeps its prefix. */
function nameOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  const id = /"(?:Fn::GetAtt":\["|Ref":")([A-Za-z]+?)(?:[0-9A-F]{8})?"/.exec(text)?.[1] ?? text;
  const prefix = /"(\/[a-z-]+\/\*)"/.exec(text)?.[1] ?? '';
  return id + prefix;
}

describe('permissions', () => {
  it('name every action in full, and no resource by a wildcard but the objects of one endpoint', () => {
    const statements = statementsOf(template, /./);
    expect(statements.length).toBeGreaterThan(10);
    for (const { Action, Resource } of statements) {
      expect(JSON.stringify(Action)).not.toContain('*');
      for (const resource of [Resource].flat()) {
        expect(JSON.stringify(resource).replace(/"\/(?:stripe|twilio|sendgrid|acme-billing)\/\*"/, '')).not.toContain(
          '*',
        );
      }
    }
  });

  it('let ingest record, send, store and read secrets, and nothing else', () => {
    expect(allowed(template, /^Ingest/)).toEqual({
      'dynamodb:PutItem': ['IdempotencyTable'],
      'logs:CreateLogStream': ['IngestFunctionLogs'],
      'logs:PutLogEvents': ['IngestFunctionLogs'],
      's3:PutObject': ['acme-billing', 'sendgrid', 'stripe', 'twilio'].map((name) => `BodyBucket/${name}/*`),
      'secretsmanager:GetSecretValue': ['acmebilling', 'sendgrid', 'stripe', 'twilio'].map((name) => `${name}Secret`),
      'sqs:SendMessage': ['acmebilling', 'sendgrid', 'stripe', 'twilio'].map((name) => `${name}EventsQueue`),
    });
  });

  it('let a processor consume its own queue and give up into its own dead-letter queue', () => {
    const queue = ['stripeEventsQueue'];
    expect(allowed(template, /^stripe/)).toEqual({
      'dynamodb:UpdateItem': ['IdempotencyTable'],
      'logs:CreateLogStream': ['stripeEventsProcessorLogs'],
      'logs:PutLogEvents': ['stripeEventsProcessorLogs'],
      's3:GetObject': ['BodyBucket/stripe/*'],
      's3:PutObject': ['BodyBucket/stripe/*'],
      'sqs:ChangeMessageVisibility': queue,
      'sqs:DeleteMessage': queue,
      'sqs:GetQueueAttributes': queue,
      'sqs:GetQueueUrl': queue,
      'sqs:ReceiveMessage': queue,
      'sqs:SendMessage': ['stripeEventsDeadLetterQueue'],
    });
  });

  it('let only a processor of batches send to its own queue', () => {
    expect(allowed(template, /^sendgrid/)['sqs:SendMessage']).toEqual([
      'sendgridEventsDeadLetterQueue',
      'sendgridEventsQueue',
    ]);
  });

  it('give no managed policy to any role, and let Lambda alone assume them', () => {
    for (const { Properties } of resourcesOf(template, 'AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
  });
});

describe('a key of the user’s own', { timeout: 120_000 }, () => {
  const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

  it('encrypts everything that holds a delivery or a secret, and every function may use it', () => {
    const withKey = synthesize({ encryptionKey: key });
    withKey.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: key });
    withKey.allResourcesProperties('AWS::SecretsManager::Secret', { KmsKeyId: key });
    withKey.allResourcesProperties('AWS::DynamoDB::Table', {
      SSESpecification: { KMSMasterKeyId: key, SSEEnabled: true, SSEType: 'KMS' },
    });
    expect(JSON.stringify(resourcesOf(withKey, 'AWS::S3::Bucket'))).toContain(key);
    for (const role of [/^Ingest/, /^stripe/, /^sendgrid/, /^twilio/, /^acme/]) {
      const kms = statementsOf(withKey, role).filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
      expect(kms.flatMap(({ Action }) => Action)).toEqual(
        expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']),
      );
      for (const { Action, Resource } of kms) {
        expect(Resource).toBe(key);
        expect(JSON.stringify(Action)).not.toContain('*');
      }
    }
  });
});
