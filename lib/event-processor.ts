import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProcessorVariables } from '../lambdas/runtime/environment.ts';
import type { BodyBucket } from './body-bucket.ts';
import { grantKey } from './encryption-key.ts';
import type { Endpoint } from './endpoints.ts';
import { checkProcessorEnvironment } from './environment-size.ts';
import type { IdempotencyTable } from './idempotency-table.ts';
import { NodeFunction } from './node-function.ts';
import { readProcessorSettings } from './processor-settings.ts';
import { UserMistake } from './user-mistake.ts';

export interface EventProcessorProps {
  readonly endpoint: Endpoint;
  readonly table: IdempotencyTable;
  readonly bodies: BodyBucket;
  readonly removalPolicy: RemovalPolicy;
  /** @default a key that SQS manages */
  readonly encryptionKey?: IKey | undefined;
  /** @default RetentionDays.THREE_MONTHS */
  readonly logRetention?: RetentionDays | undefined;
}

/** What an event that nobody takes has left. */
export const queueRetention = Duration.days(4);
const deadLetterRetention = Duration.days(14);
const deadLetterSuffix = '-dead-letters';

/** Queue, dead-letter queue and processor of one endpoint: one provider's trouble stays its own. */
export class EventProcessor extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly processor: NodeFunction;

  constructor(scope: Construct, id: string, props: EventProcessorProps) {
    super(scope, id);
    const { endpoint } = props;
    const settings = readProcessorSettings(endpoint.name, endpoint);
    const queueName = queueNameOf(Stack.of(this).stackName, endpoint.name);

    this.deadLetterQueue = this.createDeadLetterQueue(queueName, props);
    this.queue = new Queue(this, 'Queue', {
      queueName,
      retentionPeriod: queueRetention,
      visibilityTimeout: settings.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: settings.maxReceiveCount },
      ...sharedQueueProps(props),
    });

    const variables = this.variables(props, settings.maxReceiveCount);
    checkProcessorEnvironment(endpoint.name, settings.environment, variables);
    this.processor = new NodeFunction(this, 'Processor', {
      entry: { file: endpoint.entry },
      description: `Processes events of the webhook endpoint ${endpoint.name}`,
      timeout: settings.timeout,
      memorySize: settings.memorySize,
      logRetention: props.logRetention,
      removalPolicy: props.removalPolicy,
      environment: { ...settings.environment, ...variables },
    });
    this.processor.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: settings.batchSize,
        maxBatchingWindow: settings.batchingWindow,
        maxConcurrency: settings.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    this.grantProcessor(props);
  }

  /** Ingest sends and can do nothing else. */
  grantSend(ingest: IFunction): void {
    this.queue.grant(ingest, 'sqs:SendMessage');
  }

  private createDeadLetterQueue(queueName: string, props: EventProcessorProps): Queue {
    // The source's ARN is spelled out: a reference would make the two queues depend on each other.
    const sourceArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return new Queue(this, 'DeadLetterQueue', {
      queueName: queueName + deadLetterSuffix,
      retentionPeriod: deadLetterRetention,
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, 'Source', sourceArn)],
      },
      ...sharedQueueProps(props),
    });
  }

  private variables({ endpoint, table, bodies }: EventProcessorProps, maxReceiveCount: number) {
    return {
      TABLE_NAME: table.table.tableName,
      BODY_BUCKET: bodies.bucket.bucketName,
      ENDPOINT: endpoint.name,
      QUEUE_URL: this.queue.queueUrl,
      DEAD_LETTER_QUEUE_URL: this.deadLetterQueue.queueUrl,
      MAX_RECEIVE_COUNT: String(maxReceiveCount),
      BATCH: endpoint.definition.batch ? JSON.stringify(endpoint.definition.batch) : '',
      RECORD_KEY: endpoint.definition.unsignedId ? 'id+body' : 'id',
    } satisfies ProcessorVariables;
  }

  private grantProcessor({ endpoint, table, bodies, encryptionKey }: EventProcessorProps): void {
    table.grantProcess(this.processor);
    bodies.grantRead(this.processor, endpoint.name);
    this.deadLetterQueue.grant(this.processor, 'sqs:SendMessage');
    // A dead letter near the size limit has no room for its cause: its body moves to the bucket.
    bodies.grantPut(this.processor, endpoint.name);
    if (endpoint.definition.batch) this.queue.grant(this.processor, 'sqs:SendMessage');
    grantKey(encryptionKey, this.processor);
  }
}

function sharedQueueProps({ removalPolicy, encryptionKey }: EventProcessorProps) {
  return {
    enforceSSL: true,
    removalPolicy,
    ...(encryptionKey
      ? { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey }
      : { encryption: QueueEncryption.SQS_MANAGED }),
  };
}

/** SQS allows 80 characters. Throws UserMistake. */
function queueNameOf(stackName: string, endpoint: string): string {
  const name = `${stackName}-${endpoint}`;
  const longest = 80 - deadLetterSuffix.length;
  if (name.length <= longest) return name;
  throw new UserMistake(
    `queue name '${name}' is ${name.length} characters long and may be ${longest}: shorten the stack's or the endpoint's name.`,
  );
}
