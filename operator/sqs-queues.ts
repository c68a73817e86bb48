import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { clientSettings } from './connect.ts';
import { explain } from './explain.ts';
import type { AwsAccess } from './inbox.ts';
import type { DeadLetterMessage, MoveTask, Queues, StoredAttributes } from './ports.ts';

/** The queues in SQS. Throws OperatorError when they cannot be used. */
export function createSqsQueues(aws: AwsAccess): Queues {
  const client = new SQSClient(clientSettings(aws, 'sqs'));
  const sqs = <T>(call: () => Promise<T>) => explain('SQS', call);
  const attributesOf = async (QueueUrl: string, AttributeNames: QueueAttributeName[]) =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes ?? {};
  const arnOf = async (url: string) => (await attributesOf(url, ['QueueArn'])).QueueArn;
  return {
    counts: (url) =>
      sqs(async () => {
        const found = await attributesOf(url, ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']);
        return {
          waiting: Number(found.ApproximateNumberOfMessages ?? 0),
          inFlight: Number(found.ApproximateNumberOfMessagesNotVisible ?? 0),
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
    startMove: (fromUrl, toUrl, perSecond) =>
      sqs(async () => {
        const [SourceArn, DestinationArn] = await Promise.all([arnOf(fromUrl), arnOf(toUrl)]);
        await client.send(
          new StartMessageMoveTaskCommand({
            SourceArn,
            DestinationArn,
            ...(perSecond === null ? {} : { MaxNumberOfMessagesPerSecond: perSecond }),
          }),
        );
      }),
    lastMove: (fromUrl) =>
      sqs(async () => {
        const SourceArn = await arnOf(fromUrl);
        const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
        const [newest] = Results ?? [];
        return newest ? toMoveTask(newest) : null;
      }),
    cancelMove: (TaskHandle) =>
      sqs(async () => {
        await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
      }),
  };
}

function toDeadLetterMessage(message: Message): DeadLetterMessage {
  const attributes: StoredAttributes = {};
  for (const [name, { DataType = 'String', StringValue, BinaryValue }] of Object.entries(
    message.MessageAttributes ?? {},
  )) {
    attributes[name] = {
      DataType,
      ...(StringValue === undefined ? {} : { StringValue }),
      ...(BinaryValue === undefined ? {} : { BinaryValue }),
    };
  }
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    sentAtMs: Number(message.Attributes?.SentTimestamp ?? 0),
    body: message.Body ?? '',
    attributes,
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasksResultEntry.html */
const states = new Map<string | undefined, MoveTask['state']>([
  ['RUNNING', 'running'],
  ['CANCELLING', 'running'],
  ['CANCELLED', 'cancelled'],
  ['FAILED', 'failed'],
]);

function toMoveTask(entry: ListMessageMoveTasksResultEntry): MoveTask {
  return {
    state: states.get(entry.Status) ?? 'completed',
    startedMs: entry.StartedTimestamp ?? 0,
    moved: entry.ApproximateNumberOfMessagesMoved ?? 0,
    toMove: entry.ApproximateNumberOfMessagesToMove ?? 0,
    handle: entry.Status === 'RUNNING' ? (entry.TaskHandle ?? null) : null,
    failure: entry.FailureReason ?? null,
  };
}
