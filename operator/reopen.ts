import { eventKey } from '../lambdas/idempotency/event-key.ts';
import { knownEventId } from './find-event.ts';
import type { InboxEndpoint } from './inbox.ts';
import { OperatorError } from './operator-error.ts';
import type { OperatorPorts } from './ports.ts';

/** Lets a completed event run once more, at its next delivery or redrive. Throws OperatorError when it is not completed. */
export async function reopen(
  { name }: Pick<InboxEndpoint, 'name'>,
  id: string,
  { store }: Pick<OperatorPorts, 'store'>,
  nowMs: number,
): Promise<{ readonly eventId: string; readonly generation: number }> {
  const eventId = knownEventId(id);
  const result = await store.reopen(eventKey(name, eventId), nowMs);
  if (result.kind === 'reopened') return { eventId, generation: result.gen };
  throw new OperatorError(
    result.status === null
      ? `endpoint "${name}" has no record of event "${id}": the id is another one, or was never received here`
      : `event "${id}" of endpoint "${name}" is ${result.status}, not COMPLETED: it runs at its next delivery or redrive anyway`,
  );
}
