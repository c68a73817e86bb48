import { setTimeout as delay } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { succeededMessages } from './batch-item-failures.ts';
import type { InvokeResult } from './lambda-function.ts';
import { groupByPayload, toEvent } from './sqs-event.ts';

export interface Mapping {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly region: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Invocations at a time. */
  readonly maxConcurrency: number;
  /** `ReportBatchItemFailures`. */
  readonly reportsItemFailures: boolean;
}

export interface RunningMapping {
  /** Receives no more, and resolves when the invocations under way have ended. */
  stop(): Promise<void>;
}

const waitSeconds = 20;
const retryMs = 500;
const callLimit = 10;
/** The next batch is received when this one is through, or after this long: what came meanwhile goes together. */
const gatherMs = 20;

/** Polls a queue and invokes a function with what it holds, as Lambda's event source mapping does. */
export function startMapping(
  sqs: SQSClient,
  mapping: Mapping,
  invoke: (event: string) => Promise<InvokeResult>,
): RunningMapping {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const start = (messages: readonly Message[]): Promise<void> => {
    const batch = runBatch(sqs, mapping, messages, invoke).finally(() => running.delete(batch));
    running.add(batch);
    return batch;
  };
  const poll = async () => {
    while (!stopping.signal.aborted) {
      if (running.size >= mapping.maxConcurrency) await Promise.race(running);
      const messages = await receiveBatch(sqs, mapping, stopping.signal);
      for (const group of groupByPayload(messages, mapping)) {
        if (running.size >= mapping.maxConcurrency) await Promise.race(running);
        await Promise.race([start(group), delay(gatherMs)]);
      }
    }
  };
  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

/** Empty when nothing came, when the queue could not be reached, or when the mapping stops. */
async function receiveBatch(sqs: SQSClient, mapping: Mapping, signal: AbortSignal): Promise<Message[]> {
  const { batchSize, windowSeconds } = mapping;
  const messages: Message[] = [];
  try {
    messages.push(...(await receive(sqs, mapping, { limit: batchSize, seconds: waitSeconds, signal })));
    const endMs = Date.now() + windowSeconds * 1000;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < endMs) {
      const seconds = Math.ceil((endMs - Date.now()) / 1000);
      messages.push(...(await receive(sqs, mapping, { limit: batchSize - messages.length, seconds, signal })));
    }
  } catch {
    // What was received before is run: the queue keeps it invisible for long.
    if (!signal.aborted) await delay(retryMs, undefined, { signal }).catch(() => {});
  }
  return messages;
}

async function receive(
  sqs: SQSClient,
  { queueUrl }: Mapping,
  { limit, seconds, signal }: { limit: number; seconds: number; signal: AbortSignal },
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(limit, callLimit),
    WaitTimeSeconds: Math.min(seconds, waitSeconds),
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const { Messages = [] } = await sqs.send(command, { abortSignal: signal });
  return Messages;
}

async function runBatch(
  sqs: SQSClient,
  mapping: Mapping,
  messages: readonly Message[],
  invoke: (event: string) => Promise<InvokeResult>,
): Promise<void> {
  const result = await invoke(toEvent(messages, mapping));
  const done = succeededMessages(messages, result, mapping.reportsItemFailures);
  for (let from = 0; from < done.length; from += callLimit) {
    const Entries = done
      .slice(from, from + callLimit)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    // What is not deleted comes again, and the function acknowledges it then.
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: mapping.queueUrl, Entries })).catch(() => {});
  }
}
