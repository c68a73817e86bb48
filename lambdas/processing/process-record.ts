import type { SQSRecord } from 'aws-lambda';
import type { ClaimResult, LeaseHolder } from '../idempotency/store.ts';
import type { AttemptOutcome } from '../runtime/journal.ts';
import { beforeDeadline, HandlerTimeoutError } from './before-deadline.ts';
import { toForeignDeadLetter } from './dead-letter.ts';
import type { Deadlines } from './deadlines.ts';
import { describeError, type ErrorDescription } from './describe-error.ts';
import type { EventMessage } from './event-message.ts';
import { giveUpOrRetry } from './give-up-or-retry.ts';
import { processEvent } from './process-event.ts';
import type { ProcessorPorts } from './processor-ports.ts';
import { receiveCount, receiveMessage } from './receive-message.ts';
import { recordKey } from './record-key.ts';

/** What became of a record. One that is not acknowledged is reported as a batch item failure, so that SQS keeps its message. */
export interface RecordResult {
  readonly acknowledge: boolean;
  readonly outcome: AttemptOutcome;
  readonly error?: ErrorDescription;
  readonly counts?: readonly string[];
}

export interface HeldRecord {
  readonly record: SQSRecord;
  readonly message: EventMessage;
  readonly attempt: number;
  readonly lease: Omit<LeaseHolder, 'nowMs'>;
}

/** The processor's table of docs/protocol.md, row by row. */
export async function processRecord(
  ports: ProcessorPorts,
  record: SQSRecord,
  deadlines: Deadlines,
): Promise<RecordResult> {
  const received = receiveMessage(record, ports.settings.endpoint);
  if (ports.now() >= deadlines.lastStart) return { acknowledge: false, outcome: 'deferred' };
  if (received.kind === 'malformed') return deadLetterForeign(ports, record, received.reason);

  const { message } = received;
  const lease = { pk: recordKey(ports.settings, message), leaseToken: ports.newLeaseToken() };
  let claim: ClaimResult;
  try {
    claim = await ports.store.claim({ ...lease, leaseUntilMs: deadlines.leaseUntil, nowMs: ports.now() });
  } catch (thrown) {
    return storeUnavailable(thrown);
  }
  if (claim.kind === 'completed') return { acknowledge: true, outcome: 'duplicate' };
  // Never acknowledged: two copies of one message would delete each other.
  if (claim.kind === 'busy') return { acknowledge: false, outcome: 'busy' };

  const held: HeldRecord = { record, message, attempt: receiveCount(record), lease };
  let outcome: 'completed' | 'unhandled' | 'split';
  try {
    outcome = await runUntilDeadline(ports, held, claim, deadlines);
  } catch (thrown) {
    return giveUpOrRetry(ports, held, thrown);
  }
  return complete(ports, held, outcome);
}

async function runUntilDeadline(
  ports: ProcessorPorts,
  { message, attempt }: HeldRecord,
  { record }: ClaimResult & { kind: 'claimed' },
  deadlines: Deadlines,
) {
  const stop = new AbortController();
  const timer = setTimeout(
    () => stop.abort(new DOMException('the time of the function is nearly up', 'TimeoutError')),
    Math.max(0, deadlines.abort - ports.now()),
  );
  try {
    return await beforeDeadline(
      processEvent(ports, { message, record, attempt, signal: stop.signal }),
      deadlines.abandon - ports.now(),
      () => {
        throw new HandlerTimeoutError('the handler did not return in the time of the function');
      },
    );
  } finally {
    clearTimeout(timer);
  }
}

async function complete(
  { store, now }: ProcessorPorts,
  { lease }: HeldRecord,
  outcome: 'completed' | 'unhandled' | 'split',
): Promise<RecordResult> {
  try {
    const result = await store.complete({ ...lease, nowMs: now() });
    if (result.kind === 'lost') return { acknowledge: false, outcome: 'lease_lost', counts: ['LeaseLost'] };
  } catch (thrown) {
    return storeUnavailable(thrown);
  }
  return { acknowledge: true, outcome, ...(outcome === 'unhandled' ? { counts: ['Unhandled'] } : {}) };
}

async function deadLetterForeign(ports: ProcessorPorts, record: SQSRecord, reason: string): Promise<RecordResult> {
  const error = { name: 'MalformedMessage', message: reason };
  const cause = { error, attempts: receiveCount(record), nowMs: ports.now() };
  try {
    await ports.sendDeadLetter(await toForeignDeadLetter(record, cause, ports.putBody));
  } catch (thrown) {
    return { acknowledge: false, outcome: 'retry', error: describeError(thrown) };
  }
  return { acknowledge: true, outcome: 'dead_lettered', error, counts: ['DeadLettered'] };
}

const storeUnavailable = (thrown: unknown): RecordResult => ({
  acknowledge: false,
  outcome: 'store_unavailable',
  error: describeError(thrown),
  counts: ['StoreUnavailable'],
});
