import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { InvokeResult } from './lambda-function.ts';

export interface Mapping {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly region: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maxConcurrency: number;
  readonly reportsItemFailures: boolean;
  readonly invoke: (payload: string) => Promise<InvokeResult>;
}

export interface RunningMapping {
  /** Receives no more, and resolves when the invocations under way have ended. */
  readonly stop: () => Promise<void>;
}

const waitSeconds = 20;
const retryMs = 500;

/** Polls a queue and invokes a function with what it holds, as Lambda's event source mapping does. */
export function startMapping(sqs: SQSClient, mapping: Mapping): RunningMapping {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const poll = async () => {
    while (!stopping.signal.aborted) {
      if (running.size >= mapping.maxConcurrency) {
        await Promise.race(running);
        continue;
      }
      const messages = await receive(sqs, mapping, stopping.signal);
      if (messages.length === 0) continue;
      const batch: Promise<void> = runBatch(sqs, mapping, messages).finally(() => running.delete(batch));
      running.add(batch);
    }
  };
  const polling = poll();
  return {
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

/** Empty when nothing came, when the queue could not be reached, or when the mapping stops. */
async function receive(
  sqs: SQSClient,
  { queueUrl, batchSize, windowSeconds }: Mapping,
  signal: AbortSignal,
): Promise<Message[]> {
  const call = (max: number, wait: number) =>
    sqs
      .send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: max,
          WaitTimeSeconds: wait,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
        { abortSignal: signal },
      )
      .then(({ Messages = [] }) => Messages);
  try {
    const messages = await call(Math.min(10, batchSize), waitSeconds);
    const until = Date.now() + windowSeconds * 1000;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < until && !signal.aborted) {
      const left = Math.ceil((until - Date.now()) / 1000);
      messages.push(...(await call(Math.min(10, batchSize - messages.length), Math.min(waitSeconds, left))));
    }
    return messages;
  } catch {
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, retryMs));
    return [];
  }
}

async function runBatch(sqs: SQSClient, mapping: Mapping, messages: readonly Message[]): Promise<void> {
  const result = await mapping.invoke(
    JSON.stringify({ Records: messages.map((message) => toRecord(message, mapping)) }),
  );
  const done = succeeded(messages, result, mapping.reportsItemFailures);
  for (let from = 0; from < done.length; from += 10) {
    const Entries = done
      .slice(from, from + 10)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    // What is not deleted comes again, and is acknowledged then.
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: mapping.queueUrl, Entries })).catch(() => {});
  }
}

/**
 * The messages that Lambda would delete: none after a function error; with item failures reported, those not listed,
 * and none when the list is malformed or names a message that is not in the batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function succeeded<M extends { readonly MessageId?: string | undefined }>(
  messages: readonly M[],
  result: InvokeResult,
  reportsItemFailures: boolean,
): readonly M[] {
  if (result.kind !== 'success') return [];
  if (!reportsItemFailures) return messages;
  const failures = readFailures(result.payload);
  if (failures === null) return [];
  const ids = new Set(messages.map(({ MessageId }) => MessageId));
  if (failures.some((id) => !ids.has(id))) return [];
  return messages.filter(({ MessageId }) => !failures.includes(MessageId ?? ''));
}

/** Null when the response is not one that Lambda understands. */
function readFailures(payload: string): readonly string[] | null {
  if (payload === '') return [];
  try {
    const response = JSON.parse(payload) as { batchItemFailures?: unknown } | null;
    const list = response?.batchItemFailures ?? [];
    if (!Array.isArray(list)) return null;
    const ids = list.map((item: { itemIdentifier?: unknown } | null) => item?.itemIdentifier);
    return ids.every((id) => typeof id === 'string' && id !== '') ? (ids as string[]) : null;
  } catch {
    return null;
  }
}

function toRecord(message: Message, { queueArn, region }: Mapping) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, BinaryValue, DataType }]) => [
        name,
        {
          ...(StringValue === undefined ? {} : { stringValue: StringValue }),
          ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}
