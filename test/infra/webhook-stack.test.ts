import { Duration, PermissionsBoundary, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebhookStack } from '../../lib/webhook-stack.ts';
import { createApp, deadLetterQueues, endpoints, resourcesOf, sourceQueues, synthesize } from './synthesize.ts';

let prod: Template;
let dev: Template;
beforeAll(() => {
  prod = synthesize();
  dev = synthesize({ stage: 'dev' });
}, 120_000);

describe('the API', { timeout: 120_000 }, () => {
  it('has one route for each endpoint and method, and no other', () => {
    const keys = resourcesOf(prod, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
    expect(keys.sort()).toEqual([
      'GET /hooks/twilio',
      'POST /hooks/acme-billing',
      'POST /hooks/sendgrid',
      'POST /hooks/stripe',
      'POST /hooks/twilio',
    ]);
  });

  it('may invoke ingest through its routes and by no other path', () => {
    const arns = resourcesOf(prod, 'AWS::Lambda::Permission').map(({ Properties }) =>
      JSON.stringify(Properties.SourceArn),
    );
    expect(arns).toHaveLength(5);
    for (const arn of arns) expect(arn).toMatch(/\/\*\/\*\/hooks\/[a-z-]+"/);
  });

  it('throttles, and logs neither headers nor bodies', () => {
    const [stage] = resourcesOf(prod, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    expect(stage?.Properties.AccessLogSettings.DestinationArn).toBeDefined();
    expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/body|header|querystring|authorizer/i);
  });

  it('puts out the URL of every endpoint', () => {
    const outputs = Object.entries(prod.findOutputs('*')).map(([name, { Value }]) => [name, JSON.stringify(Value)]);
    const urls = outputs.filter(([name]) => name?.endsWith('Url'));
    const [[api]] = Object.entries(prod.findResources('AWS::ApiGatewayV2::Api')) as [[string, unknown]];
    const url = (endpoint: string) =>
      JSON.stringify({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [api, 'ApiEndpoint'] }, `/hooks/${endpoint}`]] });
    expect(Object.fromEntries(urls)).toEqual({
      AcmeBillingUrl: url('acme-billing'),
      SendgridUrl: url('sendgrid'),
      StripeUrl: url('stripe'),
      TwilioUrl: url('twilio'),
    });
  });

  it('closes its own host name when a custom domain stands in front', () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';
    const withDomain = synthesize({ domain: { name: 'hooks.example.com', certificateArn } });
    withDomain.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    withDomain.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { DomainName: Match.anyValue() });
    withDomain.hasOutput('StripeUrl', { Value: 'https://hooks.example.com/hooks/stripe' });
    withDomain.hasOutput('DomainTarget', {});
  });

  it('stays open behind a declared public URL, which the outputs and ingest then use', () => {
    const behind = synthesize({
      publicUrl: 'https://edge.example.com/in/',
      endpoints: {
        stripe: { provider: 'stripe', processor: 'stripe' },
        twilio: { provider: 'twilio', processor: 'twilio', publicUrl: 'https://t.example.com/x' },
      },
    });
    expect(resourcesOf(behind, 'AWS::ApiGatewayV2::Api')[0]?.Properties.DisableExecuteApiEndpoint).not.toBe(true);
    behind.hasOutput('StripeUrl', { Value: 'https://edge.example.com/in/hooks/stripe' });
    behind.hasOutput('TwilioUrl', { Value: 'https://t.example.com/x' });
    behind.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ PUBLIC_URL_BASE: 'https://edge.example.com/in' }) },
    });
  });
});

describe('queues', () => {
  it('come in pairs: 4 days for events, 14 for dead letters, five receives in between', () => {
    expect(resourcesOf(prod, 'AWS::SQS::Queue')).toHaveLength(8);
    for (const { Properties } of sourceQueues(prod)) {
      expect(Properties.MessageRetentionPeriod).toBe(4 * 24 * 3600);
      expect(Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    }
    for (const { Properties } of deadLetterQueues(prod)) expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it('dead-letter into their own queue, which takes from no other', () => {
    const queues = prod.findResources('AWS::SQS::Queue');
    const sources = sourceQueues(prod);
    expect(sources).toHaveLength(4);
    for (const { Properties } of sources) {
      const target = Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0];
      const { QueueName, RedriveAllowPolicy } = queues[target]?.Properties ?? {};
      expect(QueueName).toBe(`${Properties.QueueName}-dead-letters`);
      expect(RedriveAllowPolicy.redrivePermission).toBe('byQueue');
      expect(JSON.stringify(RedriveAllowPolicy.sourceQueueArns)).toContain(`:${Properties.QueueName}"`);
    }
  });

  it('refuse plain HTTP and encrypt at rest', () => {
    expect(resourcesOf(prod, 'AWS::SQS::QueuePolicy')).toHaveLength(8);
    prod.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    prod.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      }),
    });
  });

  it('hide a message for six times the timeout and the batching window', () => {
    const timeouts = sourceQueues(prod).map(({ Properties }) => Properties.VisibilityTimeout);
    expect(timeouts.sort()).toEqual([6 * 20 + 5, 180, 180, 180]);
  });
});

describe('processors', () => {
  it('report the items of a batch that failed, and are bounded by the mapping', () => {
    const mappings = resourcesOf(prod, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(4);
    for (const { Properties } of mappings) {
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(Properties.ScalingConfig.MaximumConcurrency).toBe(10);
      expect(Properties.BatchSize).toBe(10);
    }
    for (const { Properties } of resourcesOf(prod, 'AWS::Lambda::Function')) {
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  it('run on Node 24 and arm64, and log JSON into a log group of the stack', () => {
    prod.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.anyValue() } },
    });
  });

  it('learn where a batch stands from their provider', () => {
    const batches = resourcesOf(prod, 'AWS::Lambda::Function').flatMap(({ Properties }) => {
      const { ENDPOINT, BATCH } = Properties.Environment.Variables;
      return BATCH ? [[ENDPOINT, JSON.parse(BATCH).eventId]] : [];
    });
    expect(batches).toEqual([['sendgrid', ['sg_event_id']]]);
  });
});

describe('the table, the bucket and the secrets', () => {
  it('keep one record an event, on demand, with expiry and point-in-time recovery', () => {
    prod.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    dev.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false });
  });

  it('close the bucket to the public and to plain HTTP, encrypt it, and empty it after 30 days', () => {
    prod.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 30, Status: 'Enabled' })] },
    });
    prod.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      }),
    });
  });

  it('create secrets without a value, so that an endpoint is closed until one is set', () => {
    const secrets = resourcesOf(prod, 'AWS::SecretsManager::Secret');
    expect(secrets).toHaveLength(4);
    for (const { Properties } of secrets) expect(Object.keys(Properties)).toEqual(['Description']);
  });
});

describe('a stage', () => {
  it.each([
    ['AWS::DynamoDB::Table', 'Retain'],
    ['AWS::SQS::Queue', 'RetainExceptOnCreate'],
    ['AWS::S3::Bucket', 'RetainExceptOnCreate'],
    ['AWS::SecretsManager::Secret', 'RetainExceptOnCreate'],
    ['AWS::Logs::LogGroup', 'RetainExceptOnCreate'],
  ])('keeps every %s in production and deletes it in development', (type, kept) => {
    for (const { DeletionPolicy } of resourcesOf(prod, type)) expect(DeletionPolicy).toBe(kept);
    for (const { DeletionPolicy } of resourcesOf(dev, type)) expect(DeletionPolicy).toBe('Delete');
  });

  it('empties the bucket before deleting it in development, and never in production', () => {
    dev.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
    prod.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
  });
});

describe('settings', { timeout: 120_000 }, () => {
  it('reach the resources they are about', () => {
    const template = synthesize({
      ingest: { memorySize: 512, timeout: Duration.seconds(5), reservedConcurrency: 50 },
      throttle: { rateLimit: 10, burstLimit: 20 },
      logRetention: RetentionDays.ONE_WEEK,
      permissionsBoundary: PermissionsBoundary.fromName('boundary'),
      endpoints: {
        stripe: {
          provider: 'stripe',
          processor: 'stripe',
          memorySize: 1024,
          maxConcurrency: 2,
          batchSize: 1,
          maxReceiveCount: 7,
          visibilityTimeout: Duration.minutes(10),
          environment: { LEDGER_URL: 'https://ledger.example.com' },
        },
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      MemorySize: 512,
      Timeout: 5,
      ReservedConcurrentExecutions: 50,
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      MemorySize: 1024,
      Environment: {
        Variables: Match.objectLike({ LEDGER_URL: 'https://ledger.example.com', MAX_RECEIVE_COUNT: '7' }),
      },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 600,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 7 }),
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
    template.allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: Match.anyValue() });
  });
});

describe('two inboxes', { timeout: 120_000 }, () => {
  it('share no physical name, not even in one app', () => {
    const app = createApp();
    const stacks = ['Webhooks', 'OtherWebhooks'].map((id) => new WebhookStack(app, id, { endpoints }));
    const named = stacks.map((stack) => {
      const { template } = app.synth().getStackByName(Stack.of(stack).stackName);
      return Object.values(template.Resources as Record<string, { Properties?: Record<string, unknown> }>).flatMap(
        ({ Properties = {} }) =>
          ['QueueName', 'TableName', 'BucketName', 'FunctionName', 'LogGroupName', 'RoleName', 'Name']
            .map((key) => Properties[key])
            .filter((name) => typeof name === 'string'),
      );
    });
    const [first = [], second = []] = named;
    expect(first).toContain('Webhooks-stripe');
    expect(first.filter((name) => second.includes(name))).toEqual([]);
  });

  it('keep endpoints apart whose names resemble each other or parts of the stack', () => {
    const names = [
      'ingest',
      'ingest-api',
      'body-bucket',
      'alarms',
      'alarm-topic',
      'topic',
      'ingest-errors',
      'a',
      'a-secret',
      'a-url',
    ];
    const template = synthesize({
      endpoints: Object.fromEntries(names.map((name) => [name, { provider: 'stripe', processor: 'stripe' } as const])),
    });
    template.resourceCountIs('AWS::SecretsManager::Secret', names.length);
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', names.length);
    expect(Object.keys(template.findOutputs('*')).filter((name) => name.endsWith('Url'))).toHaveLength(names.length);
  });
});
