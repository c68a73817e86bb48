import { appendFileSync } from 'node:fs';
import type { EventAttempt } from '../../../lambdas/processing/event-attempt.ts';

/** One line a step, written before the handler goes on: it is there whatever is killed next. */
export function recordRun(
  step: 'started' | 'returned' | 'threw',
  { event, idempotencyKey }: EventAttempt<unknown>,
): void {
  const line = { step, at: Date.now(), endpoint: event.endpoint, id: event.id, key: idempotencyKey };
  appendFileSync(process.env.RUNS_FILE ?? '', `${JSON.stringify(line)}\n`);
}
