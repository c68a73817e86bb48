import type { FaultCode } from '../../../../operator/doctor/faults.ts';
import { SynthFailure } from '../../../../operator/doctor/synthesize.ts';
import { OperatorError } from '../../../../operator/operator-error.ts';
import { answered, nowMs, type Seeds, secret, topicArn } from './deployed-inbox.ts';

const aws = (name: string, message: string) => {
  const cause = Object.assign(new Error(message), { name });
  return async () => {
    throw new OperatorError(`a sentence about ${name}`, { cause });
  };
};
/** A secret as it is stored. */
export const stored = (current: string) => ({ secret: async () => ({ current, currentSinceMs: 0, previous: null }) });
const record = (fields: object) => ({
  record: async (pk: string) =>
    ({ pk, status: 'COMPLETED', gen: 0, bodySha256: 'a', expiresAt: 0, ...fields }) as const,
});
const failing = (code: string) => ({ probe: async () => ({ kind: 'failed', code }) as const });
const http = 'http://hooks.example.com/hooks/stripe';
let clock = nowMs;
const passTime = async (ms: number) => {
  clock += ms;
};

const denied = 'User: arn:aws:iam::1:user/a is not authorized to perform: sqs:GetQueueAttributes on resource: queue';

/** What is seeded, the one code that it must give, and what the remedy must say. */
export const seeded: readonly (readonly [FaultCode, string, Seeds, RegExp])[] = [
  ['NODE_TOO_OLD', 'Node 22', { options: { nodeVersion: '22.3.0' } }, /Node 24 or newer/],
  [
    'SYNTH_FAILED',
    'an app with a mistake',
    { ports: { synthesize: () => Promise.reject(new SynthFailure('no processor')) } },
    /cdk synth/,
  ],
  [
    'TEMPLATE_OUT_OF_DATE',
    'code that was not deployed',
    { ports: { synthesize: async () => new Map([['Webhooks', { Metadata: { WebhookInbox: {} } }]]) } },
    /npx cdk deploy Webhooks/,
  ],
  ['SECRET_UNSET', 'no secret', { ports: { secret: async () => null } }, /^inbox secret set stripe$/],
  [
    'SECRET_AWAITED',
    'a secret to come',
    { ports: stored('{"awaitingHandshakeUntil":"2126-01-01","secrets":[]}') },
    /^inbox secret expect stripe$/,
  ],
  ['SECRET_WHITE_SPACE', 'a line feed', { ports: stored(`${secret}\n`) }, /^inbox secret set stripe$/],
  ['SECRET_WRONG_KIND', 'an API key', { ports: stored('sk_live_51H8ZxMfKQ9r8GKYqrTwjU') }, /^inbox secret set stripe$/],
  ['SECRET_MALFORMED', 'broken JSON', { ports: stored('{"a":') }, /^inbox secret set stripe$/],
  ['URL_NOT_HTTPS', 'plain http', { endpoint: { url: http, publicUrl: http } }, /https:\/\//],
  ['URL_NO_SUCH_HOST', 'a name without an address', { ports: failing('ENOTFOUND') }, /DomainTarget/],
  [
    'URL_CERTIFICATE',
    'a certificate that has ended',
    { ports: failing('CERT_HAS_EXPIRED') },
    /openssl s_client -connect abc\..*:443/,
  ],
  ['URL_UNREACHABLE', 'no answer', { ports: failing('ECONNREFUSED') }, /in front of the API/],
  ['ROUTE_MISSING', '404', { ports: { probe: async () => answered(404) } }, /inbox endpoints/],
  [
    'CLOCK_SKEW',
    'a clock 40 s behind',
    { ports: { probe: async () => answered(401, nowMs + 40_000) } },
    /set the clock/,
  ],
  ['CLOCK_SKEW', 'a clock that AWS refuses', { ports: { table: aws('RequestTimeTooSkewed', '') } }, /set the clock/],
  [
    'PUBLIC_URL_DIFFERS',
    'another URL in the function',
    {
      provider: 'twilio',
      deployed: { functionVariables: async () => ({ PUBLIC_URL_BASE: 'https://old.example.com' }) },
    },
    /npx cdk deploy/,
  ],
  [
    'QUEUE_MISSING',
    'no dead-letter queue',
    { ports: { queueAttributes: async (url) => (url === 'dead' ? null : {}) } },
    /docs\/doctor\.md/,
  ],
  [
    'QUEUE_NO_REDRIVE',
    'no redrive policy',
    { ports: { queueAttributes: async () => ({ QueueArn: 'a', VisibilityTimeout: '180' }) } },
    /^aws sqs set-queue-attributes --queue-url queue --attributes '\{"RedrivePolicy":"\{\\"deadLetterTargetArn\\":\\"a\\",\\"maxReceiveCount\\":5\}"\}'$/,
  ],
  [
    'QUEUE_WRONG_DLQ',
    'another dead-letter queue',
    {
      ports: {
        queueAttributes: async (url) => ({
          QueueArn: url,
          VisibilityTimeout: '180',
          RedrivePolicy: '{"deadLetterTargetArn":"other","maxReceiveCount":"5"}',
        }),
      },
    },
    /deadLetterTargetArn\\":\\"dead/,
  ],
  [
    'QUEUE_MAX_RECEIVE_COUNT',
    'one receive',
    {
      ports: {
        queueAttributes: async (url) => ({
          QueueArn: url,
          VisibilityTimeout: '180',
          RedrivePolicy: '{"deadLetterTargetArn":"dead","maxReceiveCount":"1"}',
        }),
      },
    },
    /maxReceiveCount\\":5/,
  ],
  [
    'QUEUE_VISIBILITY_TIMEOUT',
    'a short timeout',
    {
      ports: {
        queueAttributes: async (url) => ({
          QueueArn: url,
          VisibilityTimeout: '30',
          RedrivePolicy: '{"deadLetterTargetArn":"dead","maxReceiveCount":"5"}',
        }),
      },
    },
    /VisibilityTimeout":"180/,
  ],
  ['MAPPING_MISSING', 'no mapping', { deployed: { mapping: async () => null } }, /docs\/doctor\.md/],
  [
    'MAPPING_DISABLED',
    'a mapping switched off',
    { deployed: { mapping: async () => ({ state: 'Disabled', lastResult: null }) } },
    /^aws lambda update-event-source-mapping --uuid uuid-1 --enabled$/,
  ],
  [
    'MAPPING_PROBLEM',
    'a role without rights',
    {
      deployed: {
        mapping: async () => ({
          state: 'Enabled',
          lastResult: 'PROBLEM: Lambda is not authorized to perform: sqs:ReceiveMessage',
        }),
      },
    },
    /role of the processor/,
  ],
  [
    'DEAD_LETTERS',
    'two dead letters',
    {
      ports: {
        queueAttributes: async (url) => ({
          QueueArn: url,
          VisibilityTimeout: '180',
          RedrivePolicy: '{"deadLetterTargetArn":"dead","maxReceiveCount":"5"}',
          ApproximateNumberOfMessages: '1',
          ApproximateNumberOfMessagesNotVisible: '1',
        }),
      },
    },
    /inbox dlq show stripe/,
  ],
  ['TABLE_MISSING', 'no table', { ports: { table: async () => null } }, /restore inbox-table/],
  [
    'TABLE_NOT_ACTIVE',
    'a table that is being deleted',
    { ports: { table: async () => ({ status: 'DELETING', expiryAttribute: null }) } },
    /restore inbox-table/,
  ],
  [
    'TABLE_TTL_DISABLED',
    'no time to live',
    { ports: { table: async () => ({ status: 'ACTIVE', expiryAttribute: null }) } },
    /^aws dynamodb update-time-to-live --table-name inbox-table .*AttributeName=expiresAt$/,
  ],
  [
    'ALARMS_WITHOUT_SUBSCRIBER',
    'no subscription',
    { deployed: { subscriptions: async () => ({ confirmed: 0, pending: 0 }) } },
    new RegExp(`^aws sns subscribe --topic-arn ${topicArn} `),
  ],
  [
    'ALARMS_UNCONFIRMED',
    'a subscription that waits',
    { deployed: { subscriptions: async () => ({ confirmed: 0, pending: 1 }) } },
    /open the link/,
  ],
  [
    'PERMISSION_DENIED',
    'no right to look',
    { ports: { queueAttributes: aws('AccessDenied', denied) } },
    /^allow sqs:GetQueueAttributes to /,
  ],
  [
    'PERMISSION_DENIED',
    'no right to look at SNS',
    {
      deployed: {
        subscriptions: aws('AuthorizationErrorException', 'not authorized to perform: SNS:GetTopicAttributes on'),
      },
    },
    /^allow SNS:GetTopicAttributes to /,
  ],
  [
    'CREDENTIALS_REFUSED',
    'credentials that have ended',
    { ports: { secret: aws('ExpiredTokenException', '') } },
    /--profile/,
  ],
  ['SERVICE_UNREACHABLE', 'a service that is down', { ports: { table: aws('ECONNREFUSED', '') } }, /reached from here/],
  ['CANARY_REFUSED', '401', { answer: { status: 401, latencyMs: 1 } }, /--outcome rejected/],
  ['CANARY_REFUSED', '503', { answer: { status: 503, latencyMs: 1 } }, /--outcome unavailable/],
  [
    'CANARY_REFUSED',
    'silence',
    { answer: { status: null, reason: 'no answer within 35 s', latencyMs: 1 } },
    /inbox events --endpoint stripe --since/,
  ],
  [
    'CANARY_NOT_RECORDED',
    'a record without what ingest writes',
    { ports: record({ bodySha256: undefined }) },
    /inbox find stripe evt_/,
  ],
  [
    'CANARY_FAILED',
    'a processor that fails',
    { ports: record({ status: 'FAILED', lastError: 'Error: no' }) },
    /inbox find stripe evt_/,
  ],
  [
    'CANARY_NOT_COMPLETED',
    'a queue that nobody empties',
    { ports: { ...record({ status: 'RECEIVED' }), nowMs: () => clock, sleep: passTime } },
    /inbox find stripe evt_/,
  ],
];
