import type { IngestStore } from '../idempotency/store.ts';
import type { BodyPointer, MessageAttributes } from '../processing/event-message.ts';
import type { IngestEnvironment } from '../runtime/environment.ts';
import type { FetchKey } from '../runtime/fetch-key.ts';
import type { WriteLine } from '../runtime/journal.ts';
import type { FetchSecret } from '../runtime/secret-cache.ts';
import type { TrustedCertificates } from '../verification/certificate.ts';

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
  /**
   * Gives an endpoint's secret a new value, newest first, once for each token: false when another value was stored for it.
   */
  readonly storeSecret: (arn: string, secrets: readonly string[], token: string) => Promise<boolean>;
  /** Asks a provider for a key that it publishes, or confirms a subscription. Throws when it does not answer. */
  readonly fetchKey: FetchKey;
  readonly trustedCertificates: () => TrustedCertificates;
  readonly sendMessage: (message: QueuedMessage, signal: AbortSignal) => Promise<void>;
  readonly putBody: (endpoint: string, rawBody: Buffer, signal: AbortSignal) => Promise<BodyPointer>;
  readonly nowMs: () => number;
  readonly writeLine: WriteLine;
}
