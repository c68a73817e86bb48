import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type IdempotencyRecord, type RecordStatus, recordRetentionSeconds } from './store.ts';

export interface TableAccess {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly tableName: string;
}

export type Item = Record<string, AttributeValue>;

const statuses: readonly RecordStatus[] = ['RECEIVED', 'PROCESSING', 'COMPLETED', 'FAILED'];
const numbers = ['firstSeenAt', 'completedAt', 'leaseUntil', 'claims'] as const;
const texts = ['bodySha256', 'eventType', 'leaseToken', 'lastError'] as const;

export const S = (value: string): AttributeValue => ({ S: value });
export const N = (value: number): AttributeValue => ({ N: String(value) });

/** Keeps the item within one write unit (1 KB). */
export const diagnostic = (value: string): AttributeValue => S(value.slice(0, 128));

export const secondsOf = (nowMs: number) => Math.floor(nowMs / 1000);
export const expiryOf = (nowMs: number) => secondsOf(nowMs) + recordRetentionSeconds;

/** Throws when the item is not a record of this table's state machine. */
export function toRecord(item: Item): IdempotencyRecord {
  const pk = item.pk?.S;
  const status = statuses.find((name) => name === item.status?.S);
  const expiresAt = Number(item.expiresAt?.N);
  if (!pk || !status || Number.isNaN(expiresAt)) throw new Error('an item of the table is not an idempotency record');
  return {
    pk,
    status,
    gen: Number(item.gen?.N ?? 0),
    expiresAt,
    ...Object.fromEntries(numbers.flatMap((name) => (item[name]?.N ? [[name, Number(item[name].N)]] : []))),
    ...Object.fromEntries(texts.flatMap((name) => (item[name]?.S ? [[name, item[name].S]] : []))),
  };
}

/** DynamoDB deletes expired items late, so until then they count as absent. */
export const isExpired = (record: IdempotencyRecord, nowMs: number) => record.expiresAt <= secondsOf(nowMs);

/** What a refused condition carries: the old item, absent when there was none. Rethrows any other error. */
export function refusedItem(error: unknown): Item | null {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
  return (error as Error & { readonly Item?: Item }).Item ?? null;
}
