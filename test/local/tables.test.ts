import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTable } from '../../local/service-resources.ts';
import { startTables, type Tables } from '../../local/tables.ts';

const TableName = 'records';
const definition = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};
const item = (pk: string, expiresAt = '4000000000') => ({ pk: { S: pk }, expiresAt: { N: expiresAt } });
const refuseWarnings = (line: string) => expect.fail(line);

let directory: string;
let tables: Tables;
let client: DynamoDBClient;

async function open(): Promise<void> {
  tables = await startTables({ directory });
  client = new DynamoDBClient({
    endpoint: tables.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}
async function start(): Promise<void> {
  await open();
  await createTable(client, TableName, definition, refuseWarnings);
}
async function stop(): Promise<void> {
  client.destroy();
  await tables.stop();
}
const has = async (pk: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } } }))).Item !== undefined;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tables-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('tables', () => {
  it('keep their items over a restart', async () => {
    await client.send(new PutItemCommand({ TableName, Item: item('a') }));
    await stop();
    await start();
    expect(await has('a')).toBe(true);
  });

  it.each([
    ['put', () => new PutItemCommand({ TableName, Item: item('a', '1'), ...onCondition('ALL_OLD') })],
    ['update', () => new UpdateItemCommand({ TableName, Key: { pk: { S: 'a' } }, ...onCondition('ALL_OLD') })],
    ['delete', () => new DeleteItemCommand({ TableName, Key: { pk: { S: 'a' } }, ...onCondition('ALL_OLD') })],
  ])('answer a refused %s with the item that was in the way', async (_, command) => {
    await client.send(new PutItemCommand({ TableName, Item: item('a') }));
    const refusal = await client.send(command() as PutItemCommand).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConditionalCheckFailedException);
    expect(refusal).toMatchObject({ Item: item('a') });
  });

  it('keep that item to themselves when it is not asked for', async () => {
    await client.send(new PutItemCommand({ TableName, Item: item('a') }));
    const put = new PutItemCommand({ TableName, Item: item('a'), ...onCondition('NONE') });
    const refusal = await client.send(put).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConditionalCheckFailedException);
    expect((refusal as ConditionalCheckFailedException).Item).toBeUndefined();
  });

  it('remember over a restart which attribute holds the expiry', async () => {
    await stop();
    await open();
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });

  it('delete what has expired, and nothing else', async () => {
    const nowMs = 2_000_000_000_000;
    await client.send(new PutItemCommand({ TableName, Item: item('old', '1999999999') }));
    await client.send(new PutItemCommand({ TableName, Item: item('just now', '2000000000') }));
    await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'forever' } } }));
    expect(await tables.sweep(nowMs)).toBe(1);
    expect([await has('old'), await has('just now'), await has('forever')]).toEqual([false, true, true]);
  });

  it('answer questions about backups', async () => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('DISABLED');
  });

  it('refuse a template that changed the key, in one sentence', async () => {
    const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
    await expect(createTable(client, TableName, { ...definition, KeySchema }, refuseWarnings)).rejects.toThrow(
      'Table records was kept with the key pk, the template wants id: start with --reset to begin with an empty one.',
    );
  });
});

function onCondition(ReturnValuesOnConditionCheckFailure: 'ALL_OLD' | 'NONE') {
  return { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure };
}
