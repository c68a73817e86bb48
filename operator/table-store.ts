import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createOperatorStore } from '../lambdas/idempotency/operator-store.ts';
import type { OperatorStore } from '../lambdas/idempotency/store.ts';
import { clientSettings } from './connect.ts';
import { explain } from './explain.ts';
import type { AwsAccess } from './inbox.ts';

/** The idempotency table of an inbox. Throws OperatorError when it cannot be used. */
export function createTableStore(aws: AwsAccess, tableName: string): OperatorStore {
  const client = new DynamoDBClient(clientSettings(aws, 'dynamodb'));
  const store = createOperatorStore({ client, tableName });
  return {
    read: (pk) => explain('DynamoDB', () => store.read(pk)),
    keysUnder: (prefix) => explain('DynamoDB', () => store.keysUnder(prefix)),
    reopen: (pk, nowMs) => explain('DynamoDB', () => store.reopen(pk, nowMs)),
  };
}
