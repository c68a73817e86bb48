import { knownEventId } from './find-event.ts';
import type { InboxEndpoint } from './inbox.ts';
import { OperatorError } from './operator-error.ts';
import type { OperatorPorts } from './ports.ts';
import { recordKeys } from './record-keys.ts';

/** Lets a completed event run once more, at its next delivery or redrive. Throws OperatorError when it is not completed. */
export async function reopen(
  endpoint: Pick<InboxEndpoint, 'name' | 'provider'>,
  id: string,
  { store }: Pick<OperatorPorts, 'store'>,
  nowMs: number,
): Promise<{ readonly eventId: string; readonly generation: number }> {
  const eventId = knownEventId(id);
  const { name } = endpoint;
  const keys = await recordKeys(endpoint, eventId, { store });
  const results = await Promise.all(keys.map((pk) => store.reopen(pk, nowMs)));
  const generations = results.flatMap((result) => (result.kind === 'reopened' ? [result.gen] : []));
  if (generations.length > 0) return { eventId, generation: Math.max(...generations) };
  const [status = null] = results.flatMap((result) =>
    result.kind === 'notCompleted' && result.status ? [result.status] : [],
  );
  throw new OperatorError(
    status === null
      ? `endpoint "${name}" has no record of event "${id}": the id is another one, or was never received here`
      : `event "${id}" of endpoint "${name}" is ${status}, not COMPLETED: it runs at its next delivery or redrive anyway`,
  );
}
