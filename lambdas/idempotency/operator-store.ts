import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  GetItemCommand,
  ScanCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { expiryOf, isExpired, N, refusedItem, S, secondsOf, type TableAccess, toRecord } from './record-item.ts';
import type { IdempotencyRecord, OperatorStore } from './store.ts';

/** What an operator does to a record: look at it, and let a completed event run once more. */
export function createOperatorStore({ client, tableName }: TableAccess): OperatorStore {
  const read = async (pk: string): Promise<IdempotencyRecord | null> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { pk: S(pk) }, ConsistentRead: true }),
    );
    return Item ? toRecord(Item) : null;
  };
  return {
    read,
    async reopen(pk, nowMs) {
      const statusOf = (record: IdempotencyRecord | null) =>
        record && !isExpired(record, nowMs) ? record.status : null;
      const before = await read(pk);
      if (!before || statusOf(before) !== 'COMPLETED') return { kind: 'notCompleted', status: statusOf(before) };
      const [gen, token] = [before.gen + 1, randomUUID()];
      try {
        await client.send(
          new UpdateItemCommand({ TableName: tableName, Key: { pk: S(pk) }, ...reopenInput(before.gen, token, nowMs) }),
        );
        return { kind: 'reopened', gen };
      } catch (error) {
        const item = refusedItem(error);
        // Our own write, which took effect before the SDK tried it again.
        if (item?.reopenToken?.S === token) return { kind: 'reopened', gen };
        return { kind: 'notCompleted', status: statusOf(item && toRecord(item)) };
      }
    },
    async keysUnder(prefix) {
      const keys: string[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({
            TableName: tableName,
            FilterExpression: 'begins_with(pk, :prefix)',
            ExpressionAttributeValues: { ':prefix': S(prefix) },
            ProjectionExpression: 'pk',
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        keys.push(...(page.Items ?? []).flatMap(({ pk }) => pk?.S ?? []));
        from = page.LastEvaluatedKey;
      } while (from);
      return keys;
    },
  };
}

/** Opens one generation, however often the SDK tries: meanwhile the event may have run and be completed again. */
const reopenInput = (gen: number, token: string, nowMs: number) =>
  ({
    UpdateExpression:
      'SET #status = :received, gen = :next, reopenToken = :token, expiresAt = :expiry REMOVE leaseToken, leaseUntil, completedAt',
    ConditionExpression: '#status = :completed AND gen = :gen AND expiresAt > :nowSeconds',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':received': S('RECEIVED'),
      ':completed': S('COMPLETED'),
      ':gen': N(gen),
      ':next': N(gen + 1),
      ':token': S(token),
      ':expiry': N(expiryOf(nowMs)),
      ':nowSeconds': N(secondsOf(nowMs)),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) satisfies Partial<UpdateItemCommandInput>;
