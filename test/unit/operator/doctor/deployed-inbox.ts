import type { Provider } from '../../../../lambdas/providers/define-provider.ts';
import { canaryType } from '../../../../lambdas/runtime/environment.ts';
import type { DeliveryAnswer } from '../../../../operator/deliver.ts';
import { type DoctorOptions, examine } from '../../../../operator/doctor/doctor.ts';
import type { DeployedPorts, DoctorPorts, ProbeAnswer } from '../../../../operator/doctor/ports.ts';
import type { DoctorReport } from '../../../../operator/doctor/report.ts';
import type { InboxEndpoint, LocatedInbox } from '../../../../operator/inbox.ts';
import { providerNamed } from '../inbox-fixture.ts';

export const nowMs = Date.UTC(2026, 10, 26, 12);
export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const topicArn = 'arn:aws:sns:eu-central-1:123456789012:Alarms';
const queueArn = (name: string) => `arn:aws:sqs:eu-central-1:123456789012:${name}`;

export const answered = (status: number, dateMs: number | null = nowMs): ProbeAnswer => ({
  kind: 'answered',
  status,
  dateMs,
  sentMs: nowMs,
  answeredMs: nowMs + 20,
});

const template = (provider: string, canary: string | null) => ({
  Metadata: {
    WebhookInbox: {
      version: 1,
      table: 'Table',
      api: 'Api',
      ingestFunction: 'Ingest',
      ...(canary === null ? {} : { canary }),
      endpoints: {
        [provider]: {
          provider,
          processor: provider,
          path: `/hooks/${provider}`,
          queue: 'Queue',
          deadLetterQueue: 'Dead',
        },
      },
    },
  },
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TimeToLiveSpecification: { AttributeName: 'expiresAt' } } },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: { VisibilityTimeout: 180, RedrivePolicy: { maxReceiveCount: 5 } },
    },
    Ingest: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs24.x' } },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
    },
  },
});

export interface Seeds {
  readonly provider?: string;
  /** Overrides the catalogue's. */
  readonly definition?: Provider;
  readonly endpoint?: Partial<InboxEndpoint>;
  readonly ports?: Partial<DoctorPorts>;
  readonly deployed?: Partial<DeployedPorts>;
  readonly options?: Partial<DoctorOptions>;
  readonly canary?: string | null;
  readonly answer?: DeliveryAnswer;
}

/** Everything right in AWS, but for what is seeded. */
export async function examineDeployed(seeds: Seeds = {}): Promise<DoctorReport> {
  const { provider: name = 'stripe', canary = canaryType } = seeds;
  const url = `https://abc.execute-api.eu-central-1.amazonaws.com/hooks/${name}`;
  const endpoint: InboxEndpoint = {
    name,
    provider: seeds.definition ?? providerNamed(name),
    processor: name,
    url,
    publicUrl: url,
    queueUrl: 'queue',
    deadLetterQueueUrl: 'dead',
    secretArn: 'arn:secret',
    ...seeds.endpoint,
  };
  const deployedTemplate = template(name, canary);
  const inbox: LocatedInbox = {
    kind: 'deployed',
    endpoints: new Map([[name, endpoint]]),
    tableName: 'inbox-table',
    aws: { region: 'eu-central-1' },
    journalPath: null,
    logGroups: [],
    signingKeysPath: null,
    blueprint: {
      template: deployedTemplate,
      physicalIds: new Map([
        ['Mapping', 'uuid-1'],
        ['Ingest', 'Webhooks-Ingest'],
      ]),
      outputs: new Map([['AlarmTopic', topicArn]]),
      stackName: 'Webhooks',
      appFile: null,
    },
  };
  const options = {
    endpoints: [endpoint],
    canary: 'marked',
    context: null,
    nodeVersion: '24.1.0',
    ...seeds.options,
  } as const;
  return examine(inbox, options, { ...healthyPorts(name, deployedTemplate, seeds), ...seeds.ports });
}

/** Any call that a healthy inbox does not answer fails the test. */
function healthyPorts(name: string, deployedTemplate: unknown, seeds: Seeds): DoctorPorts {
  const { answer = { status: 200, latencyMs: 12 } } = seeds;
  return {
    secret: async () => ({ current: secret, currentSinceMs: nowMs, previous: null }),
    queueAttributes: async (queueUrl) => ({
      QueueArn: queueArn(queueUrl),
      VisibilityTimeout: '180',
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      ...(queueUrl === 'queue'
        ? { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 5 }) }
        : {}),
    }),
    table: async () => ({ status: 'ACTIVE', expiryAttribute: 'expiresAt' }),
    record: async (pk) => ({ pk, status: 'COMPLETED', gen: 0, bodySha256: 'abc', expiresAt: 0 }),
    deployed: {
      mapping: async () => ({ state: 'Enabled', lastResult: 'OK' }),
      functionVariables: async () => ({
        PUBLIC_URL_BASE: 'https://abc.execute-api.eu-central-1.amazonaws.com',
      }),
      subscriptions: async () => ({ confirmed: 1, pending: 0 }),
      ...seeds.deployed,
    },
    probe: async () => answered(401),
    deliver: async ({ url }) => {
      if (!url.endsWith(`/hooks/${name}`)) throw new Error(`the canary went to ${url}`);
      return answer;
    },
    synthesize: async () => new Map([['Webhooks', deployedTemplate]]),
    nowMs: () => nowMs,
    sleep: async () => {
      throw new Error('nothing is waited for');
    },
  };
}
