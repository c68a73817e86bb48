import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTables, type Tables } from '../../local/tables.ts';

let tables: Tables;
let client: DynamoDBClient;

beforeAll(async () => {
  tables = await startTables();
  client = new DynamoDBClient({
    endpoint: tables.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  await createTable('Records', 'pk');
});

afterAll(async () => {
  client.destroy();
  await tables.stop();
});

const createTable = (TableName: string, key: string) =>
  client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );

/** Sets `count` where it is below a limit: one expression, other values every time. */
const raise = (pk: string, values: Record<string, { N: string } | { S: string }>) =>
  client.send(
    new UpdateItemCommand({
      TableName: 'Records',
      Key: { pk: { S: pk } },
      UpdateExpression: 'SET #count = if_not_exists(#count, :zero) + :step',
      ConditionExpression: 'attribute_not_exists(pk) OR (#count < :limit AND (#count >= :zero))',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':zero': { N: '0' }, ':step': { N: '1' }, ':limit': { N: '100' }, ...values },
      ReturnValues: 'ALL_NEW',
    }),
  );

describe('an expression that was seen before', () => {
  it('takes effect with the values of its own request', async () => {
    await raise('values', { ':step': { N: '7' } });
    const { Attributes } = await raise('values', { ':step': { N: '5' } });
    expect(Attributes?.count).toEqual({ N: '12' });
    await expect(raise('values', { ':limit': { N: '12' } })).rejects.toThrow('The conditional request failed');
  });

  it('is refused for a value of another type, as it would be at first sight', async () => {
    await raise('types', {});
    await expect(raise('types', { ':step': { S: '1' } })).rejects.toThrow(/Incorrect operand type/);
  });

  it('is refused for a value that it does not use', async () => {
    await raise('unused', {});
    await expect(raise('unused', { ':other': { N: '1' } })).rejects.toThrow(
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:other}',
    );
  });

  it('is refused again after it was refused', async () => {
    const put = () =>
      client.send(
        new PutItemCommand({ TableName: 'Records', Item: { pk: { S: 'x' } }, ConditionExpression: 'pk ~ broken' }),
      );
    await expect(put()).rejects.toThrow(/Syntax error/);
    await expect(put()).rejects.toThrow(/Syntax error/);
  });

  it('compares the bounds of a range in every request', async () => {
    const between = (from: string, to: string) =>
      client.send(
        new PutItemCommand({
          TableName: 'Records',
          Item: { pk: { S: 'range' } },
          ConditionExpression: 'attribute_not_exists(pk) OR n BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':from': { N: from }, ':to': { N: to } },
        }),
      );
    await between('1', '2');
    await expect(between('2', '1')).rejects.toThrow(/upper bound/);
  });
});

describe('a table definition that was seen before', () => {
  it('ends with its table, and another one takes its place', async () => {
    await createTable('Short', 'a');
    const get = (name: string) =>
      client.send(new GetItemCommand({ TableName: 'Short', Key: { [name]: { S: '1' } } })).then(() => 'found');
    await expect.poll(() => get('a').catch((error: Error) => error.name)).toBe('found');
    await client.send(new DeleteTableCommand({ TableName: 'Short' }));
    await expect.poll(() => get('a').catch((error: Error) => error.name)).toBe('ResourceNotFoundException');
    await createTable('Short', 'b');
    await expect.poll(() => get('b').catch((error: Error) => error.name)).toBe('found');
    await expect(get('a')).rejects.toThrow('The provided key element does not match the schema');
  });
});
