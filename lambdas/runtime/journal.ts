import { metricsOf } from './line-metrics.ts';
import { printableJson } from './printable.ts';

/**
 * The journal: one structured line per delivery and one per attempt, ids and outcomes only.
 * Metrics ride on the same line in CloudWatch's embedded metric format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export type DeliveryOutcome =
  | 'accepted'
  | 'duplicate'
  | 'rejected'
  | 'handshake'
  | 'unavailable'
  | 'misconfigured'
  | 'failed';

export type AttemptOutcome =
  | 'completed'
  | 'duplicate'
  | 'unhandled'
  | 'split'
  | 'retry'
  | 'dead_lettered'
  | 'busy'
  | 'lease_lost'
  | 'deferred'
  | 'store_unavailable';

export interface DeliveryLine {
  readonly kind: 'delivery';
  readonly endpoint: string;
  readonly outcome: DeliveryOutcome;
  readonly status: number;
  readonly reason?: string;
  readonly eventId?: string;
  readonly eventType?: string;
  /** 0 is the newest secret; more than 0 means that the sender still signs with an older one. */
  readonly secretIndex?: number;
  readonly unsigned?: true;
  readonly bytes: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly errorName?: string;
  /** Set for our own errors only, whose messages hold no payload and no secret. */
  readonly errorMessage?: string;
  /** Names of counters to add one to: `IdempotencyStoreDegraded`, `BodyMismatch`, `StaleSecret`, `UnsignedDelivery`. */
  readonly counts?: readonly string[];
}

export interface AttemptLine {
  readonly kind: 'attempt';
  readonly endpoint: string;
  readonly outcome: AttemptOutcome;
  readonly eventId: string;
  readonly eventType?: string;
  readonly attempt: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly errorName?: string;
  /** Cut at 256 characters; never a payload value. */
  readonly errorMessage?: string;
  readonly counts?: readonly string[];
}

export type JournalLine = DeliveryLine | AttemptLine;
export type WriteLine = (line: JournalLine) => void;

const cut = (value: unknown) => (typeof value === 'string' && value.length > 256 ? `${value.slice(0, 256)}…` : value);

/** The line as one JSON object: the fields, plus the metrics they imply. Dimensions come from configuration and closed lists only. */
export function formatLine(line: JournalLine, nowMs: number): string {
  const metrics = metricsOf(line);
  const { counts: _, ...fields } = line;
  const text = JSON.stringify({
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cut(value)])),
    time: new Date(nowMs).toISOString(),
    ...metrics.fields,
    _aws: { Timestamp: nowMs, CloudWatchMetrics: metrics.directives },
  });
  return printableJson(text);
}

/** Writes to standard output, which Lambda sends to CloudWatch Logs (JSON log format passes the line through as it is). */
export function writeLine(line: JournalLine): void {
  process.stdout.write(`${formatLine(line, Date.now())}\n`);
}
