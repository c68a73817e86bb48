import type { OperatorStore } from '../lambdas/idempotency/store.ts';
import type { OutgoingMessage } from '../lambdas/processing/processor-ports.ts';
import type { SecretVersions } from '../lambdas/runtime/secret-cache.ts';

export interface DeadLetterMessage extends OutgoingMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  /** When it came to this queue; for a message that SQS itself moved, when it came to the source queue. */
  readonly sentAtMs: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly inFlight: number;
}

export interface Queues {
  readonly counts: (queueUrl: string) => Promise<QueueCounts>;
  /** Up to ten messages, hidden from others for the given number of seconds; none when the queue is empty. */
  readonly receive: (queueUrl: string, max: number, hiddenSeconds: number) => Promise<readonly DeadLetterMessage[]>;
  /** Makes a received message visible again at once. */
  readonly release: (queueUrl: string, receiptHandle: string) => Promise<void>;
  readonly send: (queueUrl: string, message: OutgoingMessage) => Promise<void>;
  readonly remove: (queueUrl: string, receiptHandle: string) => Promise<void>;
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
}
