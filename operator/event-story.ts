import type { JournalEntry } from './journal-entry.ts';

type Delivery = Extract<JournalEntry, { kind: 'delivery' }>;
type Attempt = Extract<JournalEntry, { kind: 'attempt' }>;

/** What the journal says of one event, in the order in which it happens to an event. */
export interface EventStory {
  /** The first delivery; null when the journal does not go back so far, or the event was split from a delivery. */
  readonly received: Delivery | null;
  /** Which secret it was signed with; null when nothing was verified. */
  readonly verifiedWith: 'newest' | 'older' | null;
  /** Deliveries that put a message into the queue. */
  readonly queued: number;
  readonly attempts: readonly Attempt[];
  readonly end: { readonly outcome: 'completed' | 'dead_lettered'; readonly at: string } | null;
  /** Deliveries after the end: answered 200, nothing queued. */
  readonly duplicatesSince: number;
  readonly lastDuplicateAt: string | null;
}

const completing = new Set(['completed', 'unhandled', 'split']);

/** @param entries of one event, oldest first */
export function storyOf(entries: readonly JournalEntry[]): EventStory {
  const deliveries = entries.filter((entry) => entry.kind === 'delivery');
  const attempts = entries.filter((entry) => entry.kind === 'attempt');
  const [received = null] = deliveries;
  const index = received?.unsigned ? undefined : received?.secretIndex;
  const duplicates = deliveries.filter(({ outcome }) => outcome === 'duplicate');
  const last = attempts.findLast(({ outcome }) => completing.has(outcome) || outcome === 'dead_lettered');
  return {
    received,
    verifiedWith: index === undefined ? null : index === 0 ? 'newest' : 'older',
    queued: deliveries.filter(({ outcome }) => outcome === 'accepted').length,
    attempts,
    end: last ? { outcome: last.outcome === 'dead_lettered' ? 'dead_lettered' : 'completed', at: last.time } : null,
    duplicatesSince: duplicates.length,
    lastDuplicateAt: duplicates.at(-1)?.time ?? null,
  };
}
