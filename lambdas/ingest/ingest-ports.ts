import type { IngestStore } from '../idempotency/store.ts';
import type { BodyPointer, MessageAttributes } from '../processing/event-message.ts';
import type { IngestEnvironment } from '../runtime/environment.ts';
import type { WriteLine } from '../runtime/journal.ts';
import type { FetchSecret } from '../runtime/secret-cache.ts';

export interface QueuedMessage {
  readonly queueUrl: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** X-Ray trace header, carried as the system attribute `AWSTraceHeader`. */
  readonly traceHeader: string | null;
}

/** Everything ingest reaches outside itself. Each call may throw when what is behind it is unavailable. */
export interface IngestPorts {
  readonly environment: IngestEnvironment;
  readonly store: IngestStore;
  /** Null when no secret was ever set for this ARN. */
  readonly secretValue: FetchSecret;
  readonly sendMessage: (message: QueuedMessage, signal: AbortSignal) => Promise<void>;
  readonly putBody: (endpoint: string, rawBody: Buffer, signal: AbortSignal) => Promise<BodyPointer>;
  readonly nowMs: () => number;
  readonly writeLine: WriteLine;
}
