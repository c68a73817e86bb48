import type { ProcessorStore } from '../idempotency/store.ts';
import type { Batch } from '../providers/define-provider.ts';
import type { WriteLine } from '../runtime/journal.ts';
import type { Backoff } from './backoff.ts';
import type { BodyPointer, MessageAttributes } from './event-message.ts';
import type { FindRoute } from './route.ts';

export interface OutgoingMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
}

export interface ProcessorSettings {
  readonly endpoint: string;
  /** The receive after which SQS itself would move the message to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** Null when a delivery carries one event. */
  readonly batch: Batch | null;
  /** Whether an event's type and body are part of its record's key beside its id. @default false */
  readonly bodyInKey?: boolean;
  readonly findRoute: FindRoute;
  readonly backoff: Backoff;
  /** Records of one batch that run at a time. */
  readonly concurrency: number;
}

/** All that processing a batch needs from outside, as plain functions. Any of them may throw, but writeLine, now, random and newLeaseToken. */
export interface ProcessorPorts {
  readonly settings: ProcessorSettings;
  readonly store: ProcessorStore;
  /** Sends up to ten messages, 1 MiB together, to the processor's own queue; returns the indexes of those that were refused. */
  readonly sendMessages: (messages: readonly OutgoingMessage[]) => Promise<readonly number[]>;
  readonly sendDeadLetter: (message: OutgoingMessage) => Promise<void>;
  readonly setVisibility: (receiptHandle: string, seconds: number) => Promise<void>;
  /** Null when the object is not there. */
  readonly getBody: (pointer: BodyPointer) => Promise<Buffer | null>;
  readonly putBody: (rawBody: Buffer) => Promise<BodyPointer>;
  readonly writeLine: WriteLine;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newLeaseToken: () => string;
}
