/** The record's state machine, see docs/protocol.md. Only a processor that ran the handler writes COMPLETED. */
export type RecordStatus = 'RECEIVED' | 'PROCESSING' | 'COMPLETED' | 'FAILED';

export interface IdempotencyRecord {
  readonly pk: string;
  readonly status: RecordStatus;
  readonly gen: number;
  readonly firstSeenAt?: number;
  readonly completedAt?: number;
  readonly bodySha256?: string;
  readonly eventType?: string;
  readonly leaseToken?: string;
  readonly leaseUntil?: number;
  readonly claims?: number;
  readonly lastError?: string;
  readonly expiresAt: number;
}

export interface Receipt {
  readonly pk: string;
  readonly bodySha256: string;
  readonly eventType?: string;
  readonly nowMs: number;
}

/** `existing` is the unexpired record that was already there. */
export type ReceiveResult = { readonly kind: 'new' } | { readonly kind: 'known'; readonly existing: IdempotencyRecord };

export interface Claim {
  readonly pk: string;
  readonly leaseToken: string;
  readonly leaseUntilMs: number;
  readonly nowMs: number;
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly record: IdempotencyRecord }
  | { readonly kind: 'completed' }
  | { readonly kind: 'busy' };

export interface LeaseHolder {
  readonly pk: string;
  readonly leaseToken: string;
  readonly nowMs: number;
}

/** `lost`: the lease went to another claim. `alreadyCompleted`: the record says COMPLETED (our own repeated write included). */
export type CompleteResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'alreadyCompleted' }
  | { readonly kind: 'lost' };
export type FailResult = { readonly kind: 'done' } | { readonly kind: 'lost' };
export type ReopenResult =
  | { readonly kind: 'reopened'; readonly gen: number }
  | { readonly kind: 'notCompleted'; readonly status: RecordStatus | null };

/** Every call may throw when the table is unavailable; refused conditions are values. */
export interface IngestStore {
  readonly receive: (receipt: Receipt, signal?: AbortSignal) => Promise<ReceiveResult>;
}

export interface ProcessorStore {
  readonly claim: (claim: Claim) => Promise<ClaimResult>;
  readonly complete: (holder: LeaseHolder) => Promise<CompleteResult>;
  /** `lastError` is a code and a cut message, never a payload. */
  readonly fail: (holder: LeaseHolder & { readonly lastError: string }) => Promise<FailResult>;
}

export interface OperatorStore {
  readonly reopen: (pk: string, nowMs: number) => Promise<ReopenResult>;
  readonly read: (pk: string) => Promise<IdempotencyRecord | null>;
  /** Keys that begin so, wherever they stand: reads the whole table, for people who look for one event. */
  readonly keysUnder: (prefix: string) => Promise<readonly string[]>;
}

export type IdempotencyStore = IngestStore & ProcessorStore & OperatorStore;

/** Longer than source retention (4 d) + dead-letter retention (14 d) + two redrives. */
export const recordRetentionSeconds = 45 * 24 * 60 * 60;
