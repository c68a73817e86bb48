import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createProcessorStore } from '../idempotency/processor-store.ts';
import { readProcessorEnvironment } from '../runtime/environment.ts';
import { writeLine } from '../runtime/journal.ts';
import { createBodyStore } from './body-store.ts';
import type { ProcessorPorts, ProcessorSettings } from './processor-ports.ts';
import { readBatch } from './read-batch.ts';

/** Well within a lease; a request that hangs is tried again before the function's time is up. */
const client = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
};

/** What the ports are made of; others than AWS's own stand in where every call can be made to fail. */
export interface ProcessorClients {
  readonly dynamoDb: Pick<DynamoDBClient, 'send'>;
  readonly sqs: Pick<SQSClient, 'send'>;
}

const createClients = (): ProcessorClients => ({ dynamoDb: new DynamoDBClient(client), sqs: new SQSClient(client) });

/** The processor in AWS, or in the local stack. Throws ConfigurationError naming the variables that are missing or malformed. */
export function createProcessorPorts(
  variables: NodeJS.ProcessEnv,
  options: Pick<ProcessorSettings, 'findRoute' | 'backoff' | 'concurrency'>,
  { dynamoDb, sqs }: ProcessorClients = createClients(),
): ProcessorPorts {
  const { endpoint, maxReceiveCount, batchJson, bodyInKey, ...environment } = readProcessorEnvironment(variables);
  const bodies = createBodyStore({ bucket: environment.bodyBucket });
  const store = createProcessorStore({ client: dynamoDb, tableName: environment.tableName });
  return {
    settings: { ...options, endpoint, maxReceiveCount, batch: readBatch(batchJson), bodyInKey },
    store,
    getBody: bodies.getBody,
    putBody: (rawBody) => bodies.putBody(endpoint, rawBody),
    async sendMessages(messages) {
      const { Successful = [] } = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: environment.queueUrl,
          Entries: messages.map(({ body, attributes }, index) => ({
            Id: String(index),
            MessageBody: body,
            MessageAttributes: attributes,
          })),
        }),
      );
      const sent = new Set(Successful.map(({ Id }) => Id));
      return messages
        .keys()
        .filter((index) => !sent.has(String(index)))
        .toArray();
    },
    async sendDeadLetter({ body, attributes }) {
      const QueueUrl = environment.deadLetterQueueUrl;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes: attributes }));
    },
    async setVisibility(ReceiptHandle, VisibilityTimeout) {
      const QueueUrl = environment.queueUrl;
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    },
    writeLine,
    now: Date.now,
    random: Math.random,
    newLeaseToken: randomUUID,
  };
}
