import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

interface ConditionalWrite {
  readonly ReturnValuesOnConditionCheckFailure?: string;
}
type CheckConditional = (write: ConditionalWrite, old?: object) => (Error & { body?: object }) | null | undefined;

const require = createRequire(import.meta.url);
const dynalite = require('dynalite') as (options: { createTableMs: number }) => Server;

/** dynalite drops ReturnValuesOnConditionCheckFailure: lets it through validation, and answers a refused condition with the old item. */
function teachAllOld(): void {
  const database = require('dynalite/db') as { checkConditional: CheckConditional };
  const plain = database.checkConditional;
  database.checkConditional = (write, old) => {
    const refusal = plain(write, old);
    if (refusal && old && write.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
      refusal.body = { ...refusal.body, Item: old };
    }
    return refusal;
  };
  for (const action of ['putItem', 'updateItem']) {
    const { types } = require(`dynalite/validations/${action}`) as { types: Record<string, object> };
    types.ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };
  }
}

/** A DynamoDB of its own with the table, on a free port of this machine. */
export async function startTableServer(): Promise<{
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
  stop: () => Promise<void>;
}> {
  teachAllOld();
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const tableName = 'records';
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  const stop = async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { client, endpoint, tableName, stop };
}
