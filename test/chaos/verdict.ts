import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import type { RecordStatus } from '../../lambdas/idempotency/store.ts';
import { forgedWord } from './deliveries.ts';
import { isAccepted, type LedgerLine } from './ledger.ts';

/** One line that a processor wrote about a run of its handler. */
export interface RunLine {
  readonly step: 'started' | 'returned' | 'threw';
  readonly at: number;
  readonly endpoint: string;
  readonly id: string;
  /** Key of the record and generation. */
  readonly key: string;
}

/** All that is known once nothing moves any more. */
export interface Evidence {
  readonly ledger: readonly LedgerLine[];
  /** Key → status. */
  readonly records: ReadonlyMap<string, RecordStatus>;
  /** Endpoint → ids. */
  readonly deadLetters: ReadonlyMap<string, ReadonlySet<string>>;
  /** Key → when each write of COMPLETED was answered. */
  readonly completions: ReadonlyMap<string, readonly number[]>;
  readonly journal: readonly { kind: string; endpoint: string; outcome: string; eventId?: string }[];
  readonly runs: readonly RunLine[];
  /** Writes that held a forged id. */
  readonly forgedWrites: number;
}

export interface Verdict {
  readonly accepted: number;
  readonly completed: number;
  readonly dead: number;
  /** Handler runs that came to their end beyond the first of each event: allowed. */
  readonly ranAgain: number;
  /** What must not be → of which events. */
  readonly violations: ReadonlyMap<string, readonly string[]>;
}

/** Judges by the promise: what was answered 2xx is completed or dead, once; nothing forged left a trace. */
export function judge(evidence: Evidence): Verdict {
  const { ledger, records, deadLetters } = evidence;
  const accepted = acceptedEvents(ledger);
  const isCompleted = ({ key }: Event) => records.get(key) === 'COMPLETED';
  const isDead = ({ endpoint, id }: Event) => deadLetters.get(endpoint)?.has(id) ?? false;
  const unfinished = accepted.filter((event) => !isCompleted(event));
  return {
    accepted: accepted.length,
    completed: accepted.length - unfinished.length,
    dead: unfinished.filter(isDead).length,
    ranAgain: timesMore(evidence.runs.filter(({ step }) => step === 'returned').map(({ key }) => key)),
    violations: new Map([
      ['lost', unfinished.filter((event) => !isDead(event)).map(({ key }) => key)],
      ['completed twice', completedTwice(evidence)],
      ['ran after its completion', ranAfterCompletion(evidence)],
      ['forged, and left a trace', forgedTraces(evidence)],
    ]),
  };
}

interface Event {
  readonly endpoint: string;
  readonly id: string;
  readonly key: string;
}

function acceptedEvents(ledger: readonly LedgerLine[]): readonly Event[] {
  const events = new Map<string, Event>();
  for (const { endpoint, eventIds, status } of ledger) {
    if (!isAccepted(status)) continue;
    for (const id of eventIds) events.set(eventKey(endpoint, id), { endpoint, id, key: eventKey(endpoint, id) });
  }
  return [...events.values()];
}

/** By the writes that the table answered, and by the journal. Nothing is reopened here: each event has one generation. */
function completedTwice({ completions, journal }: Evidence): readonly string[] {
  const journalled = journal.filter(({ kind, outcome }) => kind === 'attempt' && outcome === 'completed');
  const written = [...completions].filter(([, times]) => times.length > 1).map(([key]) => key);
  return [
    ...new Set([...written, ...repeated(journalled.map(({ endpoint, eventId = '' }) => eventKey(endpoint, eventId)))]),
  ];
}

function ranAfterCompletion({ completions, runs }: Evidence): readonly string[] {
  const late = runs.filter(({ step, at, endpoint, id }) => {
    const [completedAt = Number.POSITIVE_INFINITY] = completions.get(eventKey(endpoint, id)) ?? [];
    return step === 'started' && at > completedAt;
  });
  return late.map(({ endpoint, id }) => eventKey(endpoint, id));
}

function forgedTraces({ ledger, records, deadLetters, runs, forgedWrites }: Evidence): readonly string[] {
  const answered = ledger.filter(({ kind, status }) => kind === 'forged' && isAccepted(status));
  const known = [
    ...answered.flatMap(({ eventIds }) => eventIds),
    ...records.keys(),
    ...[...deadLetters.values()].flatMap((ids) => [...ids]),
    ...runs.map(({ id }) => id),
  ];
  const traces = known.filter((text) => text.includes(forgedWord));
  return forgedWrites > 0 ? [...traces, `${forgedWrites} writes`] : traces;
}

const repeated = (texts: readonly string[]): string[] => {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
};

const timesMore = (texts: readonly string[]): number => texts.length - new Set(texts).size;
