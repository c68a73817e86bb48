import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTables } from '../../local/tables.ts';

/** The variable that names another DynamoDB for these tests: `npm run test:dynamodb-local` sets it. */
export const ownTablesVariable = 'INBOX_TEST_DYNAMODB_URL';

/** A table of its own in a DynamoDB on this machine: the local stack's, or the one that the environment names. */
export async function startTableServer(): Promise<{
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
  stop: () => Promise<void>;
}> {
  const named = process.env[ownTablesVariable];
  const { endpoint, stop } = named ? { endpoint: named, stop: async () => {} } : await startTables();
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const tableName = `records-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  return {
    client,
    endpoint,
    tableName,
    stop: async () => {
      client.destroy();
      await stop();
    },
  };
}
