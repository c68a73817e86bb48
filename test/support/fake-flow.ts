import { randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import type { Routes } from '../../lambdas/processing/define-processor.ts';
import type { MessageAttributes } from '../../lambdas/processing/event-message.ts';
import { processBatch } from '../../lambdas/processing/process-batch.ts';
import type { ProcessorPorts } from '../../lambdas/processing/processor-ports.ts';
import { createRoutes } from '../../lambdas/processing/route.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox, type FakeInboxOptions } from './fake-inbox.ts';

interface Queued {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  receives: number;
}

/** One endpoint from the HTTP request to the handler: both halves of the inbox over one queue, one table, one bucket. */
export interface FakeFlow {
  readonly inbox: FakeInbox;
  readonly deliver: (delivery: Parameters<typeof apiEvent>[1]) => Promise<number | undefined>;
  /** Receives what is on the queue, once, in batches of ten that run side by side. */
  readonly poll: () => Promise<void>;
  /** Polls until the queue is empty. */
  readonly drain: () => Promise<void>;
  readonly queue: Queued[];
  readonly deadLetters: Omit<Queued, 'receives'>[];
  /** Back to the source queue, as an operator sends it. */
  readonly redrive: () => void;
}

export function createFakeFlow(endpoint: string, options: FakeInboxOptions, routes: Routes): FakeFlow {
  const inbox = createFakeInbox(options);
  const provider: Partial<Provider> = options.endpoints[endpoint]?.provider ?? {};
  const queue: Queued[] = [];
  const deadLetters: Omit<Queued, 'receives'>[] = [];
  const bodies = new Map<string, Buffer>();
  const enqueue = (body: string, attributes: MessageAttributes) =>
    queue.push({ id: randomUUID(), body, attributes, receives: 0 });
  inbox.ports.sendMessage = async ({ body, attributes }) => {
    enqueue(body, attributes);
  };
  const putBody = async (rawBody: Buffer) => {
    const pointer = await inbox.ports.putBody(endpoint, rawBody, AbortSignal.timeout(1000));
    const key = `${pointer.key}-${bodies.size}`;
    bodies.set(key, rawBody);
    return { ...pointer, key };
  };
  const ports: ProcessorPorts = {
    settings: {
      endpoint,
      maxReceiveCount: 5,
      batch: provider.batch ?? null,
      bodyInKey: provider.unsignedId === true,
      backoff: {},
      concurrency: 10,
      findRoute: createRoutes(routes),
    },
    store: inbox.store,
    sendMessages: async (messages) => {
      for (const { body, attributes } of messages) enqueue(body, attributes);
      return [];
    },
    sendDeadLetter: async ({ body, attributes }) => {
      deadLetters.push({ id: randomUUID(), body, attributes });
    },
    setVisibility: async () => {},
    getBody: async ({ key }) => bodies.get(key) ?? null,
    putBody,
    writeLine: inbox.ports.writeLine,
    now: inbox.ports.nowMs,
    random: () => 0.5,
    newLeaseToken: randomUUID,
  };

  const runBatch = async (batch: readonly Queued[]) => {
    for (const message of batch) message.receives += 1;
    const { batchItemFailures } = await processBatch(ports, { Records: batch.map(toRecord) }, context);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    queue.push(...batch.filter(({ id }) => failed.has(id)));
  };
  const poll = async () => {
    const received = queue.splice(0);
    const batches = Array.from({ length: Math.ceil(received.length / 10) }, (_, n) =>
      received.slice(n * 10, n * 10 + 10),
    );
    await Promise.all(batches.map(runBatch));
  };
  return {
    inbox,
    queue,
    deadLetters,
    poll,
    deliver: async (delivery) => (await inbox.handle(apiEvent(endpoint, delivery), context)).statusCode,
    drain: async () => {
      for (let polls = 0; queue.length > 0; polls += 1) {
        if (polls === 50) throw new Error('the queue does not drain');
        await poll();
      }
    },
    redrive: () => {
      for (const { body, attributes } of deadLetters.splice(0)) enqueue(body, attributes);
    },
  };
}

function toRecord({ id, body, attributes, receives }: Queued): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'ingest',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue },
      ]),
    ),
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:queue',
    awsRegion: 'us-east-1',
  };
}
