import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { MessageAttributes } from '../lambdas/processing/event-message.ts';
import { clientSettings } from './connect.ts';
import { explain } from './explain.ts';
import type { AwsAccess } from './inbox.ts';
import type { DeadLetterMessage, Queues } from './ports.ts';

/** The queues in SQS. Throws OperatorError when they cannot be used. */
export function createSqsQueues(aws: AwsAccess): Queues {
  const client = new SQSClient(clientSettings(aws, 'sqs'));
  const sqs = <T>(call: () => Promise<T>) => explain('SQS', call);
  return {
    counts: (QueueUrl) =>
      sqs(async () => {
        const { Attributes } = await client.send(
          new GetQueueAttributesCommand({
            QueueUrl,
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
        return {
          waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
          inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
        };
      }),
    receive: (QueueUrl, max, hiddenSeconds) =>
      sqs(async () => {
        const { Messages } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: max,
            VisibilityTimeout: hiddenSeconds,
            MessageAttributeNames: ['All'],
            MessageSystemAttributeNames: ['SentTimestamp'],
            // Long polling asks all of SQS's servers: an empty answer then means an empty queue.
            WaitTimeSeconds: 1,
          }),
        );
        return (Messages ?? []).map(toDeadLetterMessage);
      }),
    release: (QueueUrl, ReceiptHandle) =>
      sqs(async () => {
        await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
      }),
    send: (QueueUrl, { body, attributes }) =>
      sqs(async () => {
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes: attributes }));
      }),
    remove: (QueueUrl, ReceiptHandle) =>
      sqs(async () => {
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }),
  };
}

function toDeadLetterMessage(message: Message): DeadLetterMessage {
  const attributes: MessageAttributes = {};
  for (const [name, { DataType, StringValue }] of Object.entries(message.MessageAttributes ?? {})) {
    if (StringValue === undefined) continue;
    attributes[name] = { DataType: DataType === 'Number' ? 'Number' : 'String', StringValue };
  }
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    sentAtMs: Number(message.Attributes?.SentTimestamp ?? 0),
    body: message.Body ?? '',
    attributes,
  };
}
