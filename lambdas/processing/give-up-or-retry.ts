import { InvalidPayloadError, NonRetryableError, RetryAfterError } from '../runtime/errors.ts';
import { backoffSeconds, visibilitySeconds } from './backoff.ts';
import { HandlerTimeoutError } from './before-deadline.ts';
import { toDeadLetter } from './dead-letter.ts';
import { describeError, type ErrorDescription } from './describe-error.ts';
import type { HeldRecord, RecordResult } from './process-record.ts';
import type { ProcessorPorts } from './processor-ports.ts';

/** What follows when a handler threw: a dead letter when trying again cannot help or is over, else another attempt later. */
export async function giveUpOrRetry(ports: ProcessorPorts, held: HeldRecord, thrown: unknown): Promise<RecordResult> {
  const error = describeError(thrown);
  const schemaDrift = thrown instanceof InvalidPayloadError ? ['SchemaDrift'] : [];
  // A handler that was abandoned may still be running: its lease stays until it runs out.
  const abandoned = thrown instanceof HandlerTimeoutError;
  if (thrown instanceof NonRetryableError || held.attempt >= ports.settings.maxReceiveCount) {
    try {
      await sendDeadLetter(ports, held, error);
    } catch (refusal) {
      return { acknowledge: false, outcome: 'retry', error: describeError(refusal), counts: schemaDrift };
    }
    const counts = ['DeadLettered', ...schemaDrift, ...(abandoned ? [] : await release(ports, held, error))];
    return { acknowledge: true, outcome: 'dead_lettered', error, counts };
  }
  if (abandoned) return { acknowledge: false, outcome: 'retry', error };
  const counts = await release(ports, held, error);
  await retryLater(ports, held, thrown);
  return { acknowledge: false, outcome: 'retry', error, counts };
}

async function sendDeadLetter(ports: ProcessorPorts, { message, attempt }: HeldRecord, error: ErrorDescription) {
  const cause = { error, attempts: attempt, nowMs: ports.now() };
  await ports.sendDeadLetter(await toDeadLetter(message, cause, ports.putBody));
}

/** Marks the record FAILED; the counters to add when that was not possible, which changes nothing for the message. */
async function release({ store, now }: ProcessorPorts, { lease }: HeldRecord, error: ErrorDescription) {
  try {
    const lastError = `${error.name}: ${error.message}`;
    const result = await store.fail({ ...lease, nowMs: now(), lastError });
    return result.kind === 'lost' ? ['LeaseLost'] : [];
  } catch {
    return ['StoreUnavailable'];
  }
}

/** Without it the message comes back after the queue's own visibility timeout. */
async function retryLater(ports: ProcessorPorts, { record, attempt }: HeldRecord, thrown: unknown) {
  const asked = thrown instanceof RetryAfterError && Number.isFinite(thrown.seconds) ? thrown.seconds : null;
  const seconds =
    asked === null ? backoffSeconds(attempt, ports.random(), ports.settings.backoff) : visibilitySeconds(asked);
  try {
    await ports.setVisibility(record.receiptHandle, seconds);
  } catch {
    // The attempt is retried all the same, only later.
  }
}
