import { readFileSync } from 'node:fs';
import {
  type AttributeValue,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { writeFileDurably } from './write-file-durably.ts';

export interface TimeToLive {
  /** The attribute that holds an item's expiry in seconds, by table. */
  readonly attributes: ReadonlyMap<string, string>;
  set(tableName: string, attribute: string | undefined): void;
}

/** The tables' TTL settings, which dynalite has no place for. */
export function openTimeToLive(path: string | undefined): TimeToLive {
  const attributes = new Map<string, string>(path ? Object.entries(readSettings(path)) : []);
  return {
    attributes,
    set: (tableName, attribute) => {
      if (attributes.get(tableName) === attribute) return;
      if (attribute === undefined) attributes.delete(tableName);
      else attributes.set(tableName, attribute);
      if (path) writeFileDurably(path, JSON.stringify(Object.fromEntries(attributes)));
    },
  };
}

function readSettings(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Deletes what has expired, as DynamoDB does in the background within days. Returns how many items went. */
export async function sweepExpired(client: DynamoDBClient, timeToLive: TimeToLive, nowMs: number): Promise<number> {
  let deleted = 0;
  for (const [tableName, attribute] of timeToLive.attributes) {
    deleted += await sweepTable(client, tableName, {
      expression: '#expiry < :now',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(nowMs / 1000)) } },
    });
  }
  return deleted;
}

interface Expired {
  readonly expression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

async function sweepTable(
  client: DynamoDBClient,
  TableName: string,
  { expression, ...names }: Expired,
): Promise<number> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const keys = new Set(Table?.KeySchema?.map(({ AttributeName }) => AttributeName));
  let deleted = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, FilterExpression: expression, ...names })) {
    for (const item of Items) {
      const Key = Object.fromEntries(Object.entries(item).filter(([name]) => keys.has(name)));
      // On the condition, since a claim may have prolonged the item meanwhile.
      const remove = new DeleteItemCommand({ TableName, Key, ConditionExpression: expression, ...names });
      const removed = client.send(remove).then(
        () => 1,
        () => 0,
      );
      deleted += await removed;
    }
  }
  return deleted;
}
