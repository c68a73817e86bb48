import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { diagnostic, expiryOf, N, refusedItem, S, secondsOf, type TableAccess, toRecord } from './record-item.ts';
import type { IngestStore } from './store.ts';

/** The one write of ingest; alone in its file, so that the ingest bundle carries one command. */
export function createIngestStore({ client, tableName }: TableAccess): IngestStore {
  return {
    async receive({ pk, bodySha256, eventType, nowMs }, abortSignal) {
      const command = new PutItemCommand({
        TableName: tableName,
        Item: {
          pk: S(pk),
          status: S('RECEIVED'),
          gen: N(0),
          firstSeenAt: N(nowMs),
          bodySha256: S(bodySha256),
          ...(eventType ? { eventType: diagnostic(eventType) } : {}),
          expiresAt: N(expiryOf(nowMs)),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :nowSeconds',
        ExpressionAttributeValues: { ':nowSeconds': N(secondsOf(nowMs)) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        await client.send(command, abortSignal ? { abortSignal } : {});
        return { kind: 'new' };
      } catch (error) {
        const item = refusedItem(error);
        if (!item) throw new Error('the table refused a write without saying what is there', { cause: error });
        return { kind: 'known', existing: toRecord(item) };
      }
    },
  };
}
