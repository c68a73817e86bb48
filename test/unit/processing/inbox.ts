import { createHash } from 'node:crypto';
import type { SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import { eventKey } from '../../../lambdas/idempotency/event-key.ts';
import { createMemoryStore } from '../../../lambdas/idempotency/memory-store.ts';
import type { IdempotencyStore } from '../../../lambdas/idempotency/store.ts';
import type { Routes } from '../../../lambdas/processing/define-processor.ts';
import {
  type EventMessage,
  encodeBody,
  maxMessageBytes,
  messageBytes,
  toMessageAttributes,
} from '../../../lambdas/processing/event-message.ts';
import { processBatch } from '../../../lambdas/processing/process-batch.ts';
import type {
  OutgoingMessage,
  ProcessorPorts,
  ProcessorSettings,
} from '../../../lambdas/processing/processor-ports.ts';
import { createRoutes } from '../../../lambdas/processing/route.ts';
import type { AttemptLine, JournalLine } from '../../../lambdas/runtime/journal.ts';

export const nowMs = Date.parse('2026-11-25T12:00:00Z');

type Call = 'claim' | 'complete' | 'fail' | 'sendMessages' | 'sendDeadLetter' | 'setVisibility' | 'getBody' | 'putBody';

/** Every call a port got, in order, so that a test says all that happened and any other call fails it. */
export interface Inbox {
  readonly ports: ProcessorPorts;
  readonly store: IdempotencyStore;
  readonly calls: string[];
  readonly queue: OutgoingMessage[];
  readonly deadLetters: OutgoingMessage[];
  readonly bodies: Map<string, Buffer>;
  readonly journal: AttemptLine[];
  /** Message ids reported as batch item failures. */
  readonly run: (records: readonly SQSRecord[], remainingMs?: number) => Promise<string[]>;
  /** From now on the port throws this. */
  readonly breaks: (call: Call, error?: Error) => void;
}

export interface InboxOptions {
  readonly settings?: Partial<ProcessorSettings>;
  readonly wrap?: (ports: ProcessorPorts) => ProcessorPorts;
}

export function createInbox(routes: Routes, { settings = {}, wrap = (ports) => ports }: InboxOptions = {}): Inbox {
  const store = createMemoryStore();
  const calls: string[] = [];
  const broken = new Map<Call, Error>();
  const [queue, deadLetters, journal] = [[] as OutgoingMessage[], [] as OutgoingMessage[], [] as AttemptLine[]];
  const bodies = new Map<string, Buffer>();
  const call = (name: Call, detail = '') => {
    calls.push(detail === '' ? name : `${name} ${detail}`);
    const error = broken.get(name);
    if (error) throw error;
  };
  const accept = (message: OutgoingMessage) => {
    if (messageBytes(message.body, message.attributes) > maxMessageBytes) throw new Error('message too long');
    if (Object.keys(message.attributes).length > 10) throw new Error('more than ten attributes');
    return message;
  };
  const tokens = Array.from({ length: 100 }, (_, index) => `token-${index + 1}`).values();
  const ports = wrap({
    settings: {
      endpoint: 'stripe',
      maxReceiveCount: 5,
      batch: null,
      backoff: {},
      concurrency: 10,
      findRoute: createRoutes(routes),
      ...settings,
    },
    store: {
      async claim(claim) {
        call('claim');
        return store.claim(claim);
      },
      async complete(holder) {
        call('complete');
        return store.complete(holder);
      },
      async fail(holder) {
        call('fail');
        return store.fail(holder);
      },
    },
    async sendMessages(messages) {
      call('sendMessages', String(messages.length));
      queue.push(...messages.map(accept));
      return [];
    },
    async sendDeadLetter(message) {
      call('sendDeadLetter');
      deadLetters.push(accept(message));
    },
    async setVisibility(receiptHandle, seconds) {
      call('setVisibility', `${receiptHandle} ${seconds}`);
    },
    async getBody({ key }) {
      call('getBody');
      return bodies.get(key) ?? null;
    },
    async putBody(rawBody) {
      call('putBody');
      const key = `body-${bodies.size}`;
      bodies.set(key, rawBody);
      return { bucket: 'bodies', key, size: rawBody.length, sha256: sha256(rawBody) };
    },
    writeLine: (line: JournalLine) => {
      if (line.kind === 'attempt') journal.push(line);
    },
    now: Date.now,
    random: () => 0.5,
    newLeaseToken: () => tokens.next().value ?? 'token',
  });
  return {
    ports,
    store,
    calls,
    queue,
    deadLetters,
    bodies,
    journal,
    breaks: (name, error = new Error(`${name} is unavailable`)) => broken.set(name, error),
    async run(records, remainingMs = 30_000) {
      const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => remainingMs };
      const { batchItemFailures } = await processBatch(ports, { Records: [...records] }, context);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
  };
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
export const keyOf = (eventId: string) => eventKey('stripe', eventId);

export interface MessageDraft extends Partial<Omit<EventMessage, 'body' | 'encoding'>> {
  readonly body?: string | Buffer;
  readonly receives?: number;
}

/** A record as SQS hands it to Lambda, of a message as ingest sends it. */
export function messageRecord({ body = '{"ok":true}', receives = 1, ...draft }: MessageDraft = {}): SQSRecord {
  const encoded = encodeBody(Buffer.from(body));
  const attributes = toMessageAttributes({
    endpoint: 'stripe',
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    receivedAtMs: nowMs,
    contentType: 'application/json',
    encoding: encoded.encoding,
    ...draft,
  });
  return toRecord({ body: encoded.body, attributes }, draft.eventId ?? 'evt_1', receives);
}

/** A record as SQS hands it to Lambda; its message id is `m:<name>`. */
export function toRecord({ body, attributes }: OutgoingMessage, name: string, receives = 1): SQSRecord {
  const messageAttributes: SQSMessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([key, { DataType, StringValue }]) => [
      key,
      { dataType: DataType, stringValue: StringValue, stringListValues: [], binaryListValues: [] },
    ]),
  );
  return {
    messageId: `m:${name}`,
    receiptHandle: `r:${name}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes,
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:stripe',
    awsRegion: 'eu-central-1',
  };
}

/** Attribute values by name. */
export const valuesOf = ({ attributes }: OutgoingMessage) =>
  Object.fromEntries(Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]));
