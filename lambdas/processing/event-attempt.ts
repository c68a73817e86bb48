/** The event as it was received. */
interface ReceivedEvent {
  readonly endpoint: string;
  /** As the provider wrote it when it is short and plain, else `h:<base64url sha256>`. */
  readonly id: string;
  readonly type: string | null;
  readonly receivedAt: Date;
  readonly contentType: string | null;
  /** The provider's bytes; for an event out of a batch, the bytes of its item. */
  readonly rawBody: Buffer;
}

/** One run of a handler for one event. The same event may run again: see `idempotencyKey`. */
export interface EventAttempt<Payload> {
  /** What the schema yields; without a schema, what payload.ts reads from the body. Never shared with another event. */
  readonly payload: Payload;
  readonly event: ReceivedEvent;
  /** Stable over retries, duplicates, crashes and redrives; new after an operator reopens the event. */
  readonly idempotencyKey: string;
  /** 1 on the first receive of the message. */
  readonly attempt: number;
  /** Aborts a little before the function's time is up. */
  readonly signal: AbortSignal;
}

/** Returns: done. Throws: retried with backoff. Throws NonRetryableError: dead-lettered with the reason. */
export type EventHandler<Payload> = (attempt: EventAttempt<Payload>) => unknown;
