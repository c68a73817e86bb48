import type { OperatorStore } from '../lambdas/idempotency/store.ts';
import type { BodyPointer } from '../lambdas/processing/event-message.ts';
import type { SecretVersions } from '../lambdas/runtime/secret-text.ts';
import type { ReadJournal } from './journal.ts';

/** As SQS holds them; a message of somebody else's may have binary ones and types of its own. */
export type StoredAttributes = Record<
  string,
  {
    readonly DataType: string;
    readonly StringValue?: string | undefined;
    readonly BinaryValue?: Uint8Array | undefined;
  }
>;

export interface StoredMessage {
  readonly body: string;
  readonly attributes: StoredAttributes;
}

export interface DeadLetterMessage extends StoredMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  /** When it came to this queue; for a message that SQS itself moved, when it came to the source queue. */
  readonly sentAtMs: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly inFlight: number;
}

/** A move of a whole dead-letter queue by SQS itself. */
export interface MoveTask {
  readonly state: 'running' | 'completed' | 'failed' | 'cancelled';
  readonly startedMs: number;
  readonly moved: number;
  /** Of those that waited when it began. */
  readonly toMove: number;
  /** Names the task to whoever would cancel it; null once it has ended. */
  readonly handle: string | null;
  readonly failure: string | null;
}

export interface Queues {
  readonly counts: (queueUrl: string) => Promise<QueueCounts>;
  /** Up to ten messages, hidden from others for the given number of seconds; none when the queue is empty. */
  readonly receive: (queueUrl: string, max: number, hiddenSeconds: number) => Promise<readonly DeadLetterMessage[]>;
  /** Makes a received message visible again at once. */
  readonly release: (queueUrl: string, receiptHandle: string) => Promise<void>;
  readonly send: (queueUrl: string, message: StoredMessage) => Promise<void>;
  readonly remove: (queueUrl: string, receiptHandle: string) => Promise<void>;
  /** @param perSecond at most 500; null: as fast as SQS can */
  readonly startMove: (fromUrl: string, toUrl: string, perSecond: number | null) => Promise<void>;
  /** The newest task that moves messages out of the queue; null when there was none. */
  readonly lastMove: (fromUrl: string) => Promise<MoveTask | null>;
  readonly cancelMove: (handle: string) => Promise<void>;
}

export interface Secrets {
  /** Null when no secret was ever set. */
  readonly read: (arn: string) => Promise<SecretVersions | null>;
  /** The value becomes AWSCURRENT, what was current becomes AWSPREVIOUS. */
  readonly put: (arn: string, value: string) => Promise<void>;
}

/** What the verbs need of an inbox's services, as plain functions. Any may throw OperatorError. */
export interface OperatorPorts {
  readonly queues: Queues;
  readonly secrets: Secrets;
  readonly store: OperatorStore;
  readonly journal: { readonly read: ReadJournal };
  readonly bodies: {
    /** Null when the object is not there. */
    readonly read: (pointer: BodyPointer) => Promise<Buffer | null>;
  };
}
