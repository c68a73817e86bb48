import { type AttributeValue, GetItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { isExpired, N, refusedItem, S, secondsOf, type TableAccess, toRecord } from './record-item.ts';
import type { OperatorStore } from './store.ts';

/** What an operator does to a record: look at it, and let a completed event run once more. */
export function createOperatorStore({ client, tableName }: TableAccess): OperatorStore {
  return {
    async reopen(pk, nowMs) {
      const command = new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: S(pk) },
        UpdateExpression: 'SET #status = :received, gen = gen + :one REMOVE leaseToken, leaseUntil, completedAt',
        ConditionExpression: '#status = :completed AND expiresAt > :nowSeconds',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':received': S('RECEIVED'),
          ':completed': S('COMPLETED'),
          ':one': N(1),
          ':nowSeconds': N(secondsOf(nowMs)),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        const { Attributes } = await client.send(command);
        return { kind: 'reopened', gen: toRecord(Attributes ?? {}).gen };
      } catch (error) {
        const item = refusedItem(error);
        const record = item && toRecord(item);
        return { kind: 'notCompleted', status: record && !isExpired(record, nowMs) ? record.status : null };
      }
    },
    async read(pk) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: { pk: S(pk) }, ConsistentRead: true }),
      );
      return Item ? toRecord(Item) : null;
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
