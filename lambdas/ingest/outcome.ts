import type { AnswerText } from '../providers/answer.ts';
import type { RejectionReason } from '../verification/scheme.ts';

export type UnavailableReason =
  | 'secret_unset'
  | 'secret_unavailable'
  | 'key_unavailable'
  | 'confirmation_failed'
  | 'body_store_unavailable'
  | 'queue_unavailable';

export type CountName = 'IdempotencyStoreDegraded' | 'BodyMismatch' | 'StaleSecret' | 'UnsignedDelivery';

interface Identified {
  readonly answer: AnswerText;
  readonly eventId: string;
  readonly eventType: string | null;
  readonly secretIndex: number;
  readonly counts: readonly CountName[];
}

/** What became of a delivery. Expected outcomes are values; `misconfigured` and `failed` are what exceptions become. */
export type IngestOutcome =
  | ({ readonly kind: 'accepted' } & Identified)
  | ({ readonly kind: 'duplicate' } & Identified)
  | { readonly kind: 'handshake'; readonly answer: AnswerText; readonly name: string }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason }
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason }
  | { readonly kind: 'misconfigured'; readonly message: string }
  | { readonly kind: 'unknown_endpoint' }
  | { readonly kind: 'failed'; readonly errorName: string };
