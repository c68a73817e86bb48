import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTables } from '../../local/tables.ts';

/** A DynamoDB of its own with the table, on a free port of this machine. */
export async function startTableServer(): Promise<{
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
  stop: () => Promise<void>;
}> {
  const { endpoint, stop } = await startTables();
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
