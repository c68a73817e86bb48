import { Duration, Fn, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { IngestVariables } from '../lambdas/runtime/environment.ts';
import type { BodyBucket } from './body-bucket.ts';
import { checkSeconds, checkWhole } from './check-whole.ts';
import { grantKey } from './encryption-key.ts';
import type { EndpointSecret } from './endpoint-secret.ts';
import type { Endpoint } from './endpoints.ts';
import { checkIngestEnvironment } from './environment-size.ts';
import type { EventProcessor } from './event-processor.ts';
import type { IdempotencyTable } from './idempotency-table.ts';
import { ingestEntry } from './ingest-entry.ts';
import { NodeFunction } from './node-function.ts';
import { UserMistake } from './user-mistake.ts';

export interface IngestFunctionProps {
  /** MB; at 256 MB the first request takes about 70 ms. @default 256 */
  readonly memorySize?: number;
  /** Up to 30 s, for which the API waits. @default Duration.seconds(10) */
  readonly timeout?: Duration;
  /** Takes this much of the account's concurrency for ingest, and bounds it. @default not reserved */
  readonly reservedConcurrency?: number;
}

/** One endpoint with the resources that were made for it. */
export interface WiredEndpoint {
  readonly endpoint: Endpoint;
  readonly secret: EndpointSecret;
  readonly processor: EventProcessor;
}

interface Wiring extends IngestFunctionProps {
  readonly endpoints: readonly WiredEndpoint[];
  readonly table: IdempotencyTable;
  readonly bodies: BodyBucket;
  readonly publicUrl: string;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey | undefined;
  readonly logRetention?: RetentionDays | undefined;
}

/** The one function behind all endpoints: verifies, records, sends, answers. */
export class IngestFunction extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, wiring: Wiring) {
    super(scope, id);
    const { endpoints, table, bodies, encryptionKey } = wiring;
    checkWhole('ingest.memorySize', wiring.memorySize, 128, 10_240);
    checkSeconds('ingest.timeout', wiring.timeout, 1, 30);
    checkWhole('ingest.reservedConcurrency', wiring.reservedConcurrency, 1, 100_000);
    const names = endpoints.map(({ endpoint }) => endpoint.name);
    checkIngestEnvironment(Stack.of(this).stackName, wiring.publicUrl, names);
    this.function = new NodeFunction(this, 'Function', {
      entry: ingestEntry(endpoints.map(({ endpoint }) => endpoint)),
      description: 'Verifies webhook deliveries and queues them',
      timeout: wiring.timeout ?? Duration.seconds(10),
      memorySize: wiring.memorySize ?? 256,
      reservedConcurrency: wiring.reservedConcurrency,
      logRetention: wiring.logRetention,
      removalPolicy: wiring.removalPolicy,
      environment: this.variables(wiring),
    });
    table.grantReceive(this.function);
    for (const { endpoint, secret, processor } of endpoints) {
      secret.grantUse(this.function);
      processor.grantSend(this.function);
      bodies.grantPut(this.function, endpoint.name);
    }
    grantKey(encryptionKey, this.function);
  }

  private variables({ endpoints, table, bodies, publicUrl }: Wiring): IngestVariables & Record<string, string> {
    const [first] = endpoints;
    if (!first) throw new UserMistake('endpoints is empty: declare at least one endpoint in bin/webhooks.ts.');
    const queueUrl = Fn.split('/', first.processor.queue.queueUrl);
    const secretArn = Fn.split(':', first.secret.secret.secretArn);
    const part = (list: string[], index: number) => Fn.select(index, list);
    return {
      TABLE_NAME: table.table.tableName,
      BODY_BUCKET: bodies.bucket.bucketName,
      PUBLIC_URL_BASE: publicUrl,
      QUEUE_URL_BASE: Fn.join('/', [part(queueUrl, 0), '', part(queueUrl, 2), part(queueUrl, 3), '']),
      SECRET_ARN_BASE: Fn.join(':', [0, 1, 2, 3, 4, 5].map((index) => part(secretArn, index)).concat('')),
      ENDPOINTS: Stack.of(this).toJsonString(
        Object.fromEntries(
          endpoints.map(({ endpoint, secret, processor }) => [
            endpoint.name,
            [processor.queue.queueName, part(Fn.split(':', secret.secret.secretArn), 6)],
          ]),
        ),
      ),
    } satisfies IngestVariables;
  }
}
