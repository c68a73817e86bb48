import { eventKey, eventKeyPrefix } from '../lambdas/idempotency/event-key.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { OperatorPorts } from './ports.ts';

/** The keys of the records that an event id may have; several where type and body count beside an id. */
export async function recordKeys(
  { name, provider }: Pick<InboxEndpoint, 'name' | 'provider'>,
  eventId: string,
  { store }: Pick<OperatorPorts, 'store'>,
): Promise<readonly string[]> {
  const bodyCounts = provider.unsignedId === true || provider.batch?.bodyInKey === true;
  const beside = bodyCounts ? await store.keysUnder(eventKeyPrefix(name, eventId)) : [];
  return [eventKey(name, eventId), ...beside];
}
