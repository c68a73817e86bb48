import { App, Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { header, rawBody } from '../../lambdas/verification/parts.ts';
import { hmac } from '../../lambdas/verification/schemes.ts';
import type { EndpointProps } from '../../lib/endpoints.ts';
import { WebhookStack, type WebhookStackProps } from '../../lib/webhook-stack.ts';

const endpoints: Record<string, EndpointProps> = {
  stripe: {
    provider: 'stripe',
    processor: 'stripe',
    timeout: Duration.seconds(20),
    batchingWindow: Duration.seconds(5),
  },
  twilio: { provider: 'twilio', processor: 'twilio' },
  sendgrid: { provider: 'sendgrid', processor: 'sendgrid' },
  'acme-billing': {
    provider: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] }),
    processor: 'acme',
  },
};

function synthesize(props: Partial<WebhookStackProps> = {}, id = 'Webhooks') {
  const app = new App();
  return Template.fromStack(new WebhookStack(app, id, { endpoints, ...props }));
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect: string;
}

let template: Template;
let dev: Template;
beforeAll(() => {
  template = synthesize();
  dev = synthesize({ stage: 'dev' });
});

const resources = (from: Template, type: string) => Object.values(from.findResources(type));
const deadLetterQueues = (from: Template) =>
  resources(from, 'AWS::SQS::Queue').filter(({ Properties }) => Properties.RedriveAllowPolicy);
const sourceQueues = (from: Template) =>
  resources(from, 'AWS::SQS::Queue').filter(({ Properties }) => Properties.RedrivePolicy);

describe('the API', () => {
  it('has one route for each endpoint and method, and no other', () => {
    const keys = resources(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
    expect(keys.sort()).toEqual([
      'GET /hooks/twilio',
      'POST /hooks/acme-billing',
      'POST /hooks/sendgrid',
      'POST /hooks/stripe',
      'POST /hooks/twilio',
    ]);
  });

  it('throttles, and logs neither headers nor bodies', () => {
    const [stage] = resources(template, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/body|header|querystring|authorizer/i);
  });

  it('puts out the URL of every endpoint', () => {
    expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
      'AcmeBillingUrl',
      'SendgridUrl',
      'StripeUrl',
      'TwilioUrl',
    ]);
  });

  it('closes its own host name when a custom domain stands in front', () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/1';
    const withDomain = synthesize({ domain: { name: 'hooks.example.com', certificateArn } });
    withDomain.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    withDomain.hasOutput('StripeUrl', { Value: 'https://hooks.example.com/hooks/stripe' });
  });
});

describe('queues', () => {
  it('come in pairs: 4 days for events, 14 for dead letters, five receives in between', () => {
    expect(sourceQueues(template)).toHaveLength(4);
    expect(deadLetterQueues(template)).toHaveLength(4);
    for (const { Properties } of sourceQueues(template)) {
      expect(Properties.MessageRetentionPeriod).toBe(4 * 24 * 3600);
      expect(Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    }
    for (const { Properties } of deadLetterQueues(template)) {
      expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      expect(Properties.RedriveAllowPolicy.redrivePermission).toBe('byQueue');
    }
  });

  it('refuse plain HTTP and encrypt at rest', () => {
    expect(resources(template, 'AWS::SQS::QueuePolicy')).toHaveLength(8);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      }),
    });
  });

  it('hide a message for six times the timeout and the batching window', () => {
    const timeouts = sourceQueues(template).map(({ Properties }) => Properties.VisibilityTimeout);
    expect(timeouts.sort()).toEqual([6 * 20 + 5, 180, 180, 180]);
  });
});

describe('processors', () => {
  it('report the items of a batch that failed, and are bounded by the mapping', () => {
    const mappings = resources(template, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(4);
    for (const { Properties } of mappings) {
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    }
    for (const { Properties } of resources(template, 'AWS::Lambda::Function')) {
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  it('run on Node 24 and arm64', () => {
    template.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it('learn where a batch stands from their provider', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ ENDPOINT: 'sendgrid', BATCH: Match.stringLikeRegexp('sg_event_id') }),
      },
    });
  });
});

describe('permissions', () => {
  const statements = (from: Template): Statement[] =>
    resources(from, 'AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

  it('name every action in full and every resource', () => {
    for (const { Action, Resource } of statements(template)) {
      expect(JSON.stringify(Action)).not.toContain('*');
      expect(Resource).not.toBe('*');
    }
  });

  it('let ingest write, send and read secrets, and nothing else', () => {
    const [ingest] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
      id.startsWith('Ingest'),
    );
    const actions = ingest?.[1].Properties.PolicyDocument.Statement.flatMap(({ Action }: Statement) => Action);
    expect([...new Set(actions)].sort()).toEqual([
      'dynamodb:PutItem',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
    ]);
  });

  it('give no managed policy to any role', () => {
    for (const { Properties } of resources(template, 'AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});

describe('the table, the bucket and the secrets', () => {
  it('keep one record an event, on demand, with expiry and point-in-time recovery', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  it('close the bucket to the public and to plain HTTP, and empty it after 30 days', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 30 })] },
    });
    template.resourceCountIs('AWS::S3::BucketPolicy', 1);
  });

  it('create secrets without a value, so that an endpoint is closed until one is set', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 4);
    for (const { Properties } of resources(template, 'AWS::SecretsManager::Secret')) {
      expect(Properties).not.toHaveProperty('GenerateSecretString');
      expect(Properties).not.toHaveProperty('SecretString');
    }
  });

  it.each(['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'])(
    'keep every %s in production and delete it in development',
    (type) => {
      for (const { DeletionPolicy } of resources(template, type)) expect(DeletionPolicy).toBe('Retain');
      for (const { DeletionPolicy } of resources(dev, type)) expect(DeletionPolicy).toBe('Delete');
    },
  );
});

describe('two inboxes in one account', () => {
  it('share no physical name', () => {
    const names = (from: Template) => resources(from, 'AWS::SQS::Queue').map(({ Properties }) => Properties.QueueName);
    const other = synthesize({}, 'OtherWebhooks');
    expect(names(other).filter((name) => names(template).includes(name))).toEqual([]);
  });
});
