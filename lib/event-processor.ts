import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProcessorVariables } from '../lambdas/runtime/environment.ts';
import type { BodyBucket } from './body-bucket.ts';
import { checkSeconds, checkWhole } from './check-whole.ts';
import type { Endpoint } from './endpoints.ts';
import { checkProcessorEnvironment } from './environment-size.ts';
import { grantKey } from './grant-key.ts';
import type { IdempotencyTable } from './idempotency-table.ts';
import { NodeFunction } from './node-function.ts';
import { UserMistake } from './user-mistake.ts';

/** How one endpoint's events are processed. */
export interface EventProcessorProps {
  /** For all events of one batch together. @default Duration.seconds(30) */
  readonly timeout?: Duration;
  /** MB; CPU grows with it. @default 256 */
  readonly memorySize?: number;
  /** Invocations at a time, 2 to 1000. @default 10 */
  readonly maxConcurrency?: number;
  /** Messages an invocation, 1 to 10. @default 10 */
  readonly batchSize?: number;
  /** How long to wait for a batch to fill, up to 300 s. @default Duration.seconds(0) */
  readonly batchingWindow?: Duration;
  /** Receives before an event is dead-lettered. @default 5 */
  readonly maxReceiveCount?: number;
  /** How long a received message stays hidden. @default six times the timeout and the batching window, the least that AWS advises */
  readonly visibilityTimeout?: Duration;
  /** Variables for the processor's own code. @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

interface Wiring {
  readonly endpoint: Endpoint;
  readonly table: IdempotencyTable;
  readonly bodies: BodyBucket;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey | undefined;
  readonly logRetention?: RetentionDays | undefined;
}

const queueRetention = Duration.days(4);
const deadLetterRetention = Duration.days(14);
const deadLetterSuffix = '-dead-letters';

/** Queue, dead-letter queue and processor of one endpoint: one provider's trouble stays its own. */
export class EventProcessor extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly processor: NodeFunction;

  constructor(scope: Construct, id: string, wiring: Wiring) {
    super(scope, id);
    const { endpoint, table, bodies } = wiring;
    const { timeout = Duration.seconds(30), batchingWindow = Duration.seconds(0), maxReceiveCount = 5 } = endpoint;
    const queueName = `${Stack.of(this).stackName}-${endpoint.name}`;
    checkLimits(endpoint, queueName);

    this.deadLetterQueue = this.createDeadLetterQueue(queueName, wiring);
    this.queue = new Queue(this, 'Queue', {
      queueName,
      retentionPeriod: queueRetention,
      visibilityTimeout: visibilityTimeoutOf(endpoint, timeout, batchingWindow),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
      ...sharedQueueProps(wiring),
    });

    const variables = {
      TABLE_NAME: table.table.tableName,
      BODY_BUCKET: bodies.bucket.bucketName,
      ENDPOINT: endpoint.name,
      QUEUE_URL: this.queue.queueUrl,
      DEAD_LETTER_QUEUE_URL: this.deadLetterQueue.queueUrl,
      MAX_RECEIVE_COUNT: String(maxReceiveCount),
      BATCH: endpoint.definition.batch ? JSON.stringify(endpoint.definition.batch) : '',
    } satisfies ProcessorVariables;
    checkProcessorEnvironment(endpoint.name, endpoint.environment ?? {}, variables);
    this.processor = new NodeFunction(this, 'Processor', {
      entry: { file: endpoint.entry },
      description: `Processes events of the webhook endpoint ${endpoint.name}`,
      timeout,
      memorySize: endpoint.memorySize ?? 256,
      logRetention: wiring.logRetention,
      removalPolicy: wiring.removalPolicy,
      environment: { ...endpoint.environment, ...variables },
    });
    this.processor.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: endpoint.batchSize ?? 10,
        maxBatchingWindow: batchingWindow,
        maxConcurrency: endpoint.maxConcurrency ?? 10,
        reportBatchItemFailures: true,
      }),
    );
    this.grantProcessor(wiring);
  }

  /** Ingest sends and can do nothing else. */
  grantSend(ingest: IFunction): void {
    this.queue.grant(ingest, 'sqs:SendMessage');
  }

  private createDeadLetterQueue(queueName: string, wiring: Wiring): Queue {
    // The source's ARN is spelled out: a reference would make the two queues depend on each other.
    const sourceArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return new Queue(this, 'DeadLetterQueue', {
      queueName: queueName + deadLetterSuffix,
      retentionPeriod: deadLetterRetention,
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, 'Source', sourceArn)],
      },
      ...sharedQueueProps(wiring),
    });
  }

  private grantProcessor({ endpoint, table, bodies, encryptionKey }: Wiring): void {
    table.grantProcess(this.processor);
    bodies.grantRead(this.processor, endpoint.name);
    this.deadLetterQueue.grant(this.processor, 'sqs:SendMessage');
    // A dead letter near the size limit has no room for its cause: its body moves to the bucket.
    bodies.grantPut(this.processor, endpoint.name);
    if (endpoint.definition.batch) this.queue.grant(this.processor, 'sqs:SendMessage');
    grantKey(encryptionKey, this.processor);
  }
}

function sharedQueueProps({ removalPolicy, encryptionKey }: Wiring) {
  return {
    enforceSSL: true,
    removalPolicy,
    ...(encryptionKey
      ? { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey }
      : { encryption: QueueEncryption.SQS_MANAGED }),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the timeout, plus the window. */
function visibilityTimeoutOf({ name, visibilityTimeout }: Endpoint, timeout: Duration, window: Duration): Duration {
  const least = 6 * timeout.toSeconds() + window.toSeconds();
  if (visibilityTimeout && visibilityTimeout.toSeconds() < least) {
    throw new UserMistake(
      `visibilityTimeout of endpoint '${name}' is ${visibilityTimeout.toSeconds()} s: it must be at least ${least} s, six times the timeout and the batching window.`,
    );
  }
  return visibilityTimeout ?? Duration.seconds(least);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html · SQS: names up to 80 characters. */
function checkLimits(endpoint: Endpoint, queueName: string): void {
  const of = (prop: string) => `${prop} of endpoint '${endpoint.name}'`;
  checkSeconds(of('timeout'), endpoint.timeout, 1, 900);
  checkWhole(of('memorySize'), endpoint.memorySize, 128, 10_240);
  checkWhole(of('maxConcurrency'), endpoint.maxConcurrency, 2, 1000);
  checkWhole(of('batchSize'), endpoint.batchSize, 1, 10);
  checkSeconds(of('batchingWindow'), endpoint.batchingWindow, 0, 300);
  checkWhole(of('maxReceiveCount'), endpoint.maxReceiveCount, 1, 1000);
  const longest = 80 - deadLetterSuffix.length;
  if (queueName.length > longest) {
    throw new UserMistake(
      `queue name '${queueName}' is ${queueName.length} characters long and may be ${longest}: shorten the stack's or the endpoint's name.`,
    );
  }
}
