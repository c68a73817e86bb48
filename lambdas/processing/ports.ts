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

/** The processor in AWS, or in the local stack. Throws ConfigurationError naming the variables that are missing or malformed. */
export function createProcessorPorts(
  variables: NodeJS.ProcessEnv,
  options: Pick<ProcessorSettings, 'findRoute' | 'backoff' | 'concurrency'>,
): ProcessorPorts {
  const { endpoint, maxReceiveCount, batchJson, bodyInKey, ...environment } = readProcessorEnvironment(variables);
  const sqs = new SQSClient(client);
  const bodies = createBodyStore({ bucket: environment.bodyBucket });
  const store = createProcessorStore({ client: new DynamoDBClient(client), tableName: environment.tableName });
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
