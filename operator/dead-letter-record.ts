import type { IdempotencyRecord } from '../lambdas/idempotency/store.ts';
import { receiveMessage } from '../lambdas/processing/receive-message.ts';
import { recordKey } from '../lambdas/processing/record-key.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { OperatorPorts, StoredMessage } from './ports.ts';

export type ShownRecord = Omit<IdempotencyRecord, 'leaseToken'>;

/** The record of a dead letter's event; null when it has none, or is no message of an inbox. */
export async function recordOfDeadLetter(
  { name, provider }: Pick<InboxEndpoint, 'name' | 'provider'>,
  { body, attributes }: StoredMessage,
  { store }: Pick<OperatorPorts, 'store'>,
): Promise<ShownRecord | null> {
  const messageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([key, { StringValue = '', DataType }]) => [
      key,
      { stringValue: StringValue, dataType: DataType },
    ]),
  );
  const received = receiveMessage({ body, messageAttributes }, name);
  if (received.kind === 'malformed') return null;
  const { batch = null, unsignedId = false } = provider;
  const record = await store.read(recordKey({ batch, bodyInKey: unsignedId }, received.message));
  if (record === null) return null;
  const { leaseToken: _, ...shown } = record;
  return shown;
}
