import {
  type AttributeDefinition,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { BucketAlreadyOwnedByYou, CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  ResourceExistsException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { StateFolderError } from './state-folder.ts';

/** What the local stack reads of an AWS::DynamoDB::Table's properties. */
export interface TableDefinition {
  readonly KeySchema?: KeySchemaElement[];
  readonly AttributeDefinitions?: AttributeDefinition[];
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled?: boolean | string };
  readonly GlobalSecondaryIndexes?: unknown;
  readonly LocalSecondaryIndexes?: unknown;
}

/** SQS's own defaults; a property that left the template returns to them. RedrivePolicy '' is none. */
const queueDefaults = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  RedrivePolicy: '',
  VisibilityTimeout: '30',
};

export async function createQueue(
  client: SQSClient,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): Promise<{ url: string; arn: string }> {
  // Created bare: CreateQueue refuses attributes that differ from an existing queue's.
  const { QueueUrl: url = '' } = await client.send(new CreateQueueCommand({ QueueName: name }));
  const Attributes = Object.fromEntries(
    Object.entries(queueDefaults).map(([attribute, standard]) => [
      attribute,
      attributeText(properties[attribute] ?? standard),
    ]),
  );
  await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  const described = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  return { url, arn: described.Attributes?.QueueArn ?? '' };
}

const attributeText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

export async function deleteQueue(client: SQSClient, name: string): Promise<void> {
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    await client.send(new DeleteQueueCommand({ QueueUrl }));
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
  }
}

export async function createTable(
  client: DynamoDBClient,
  TableName: string,
  definition: TableDefinition,
  warn: (line: string) => void,
): Promise<void> {
  const { KeySchema, AttributeDefinitions, TimeToLiveSpecification } = definition;
  if (definition.GlobalSecondaryIndexes || definition.LocalSecondaryIndexes) {
    warn(`The indexes of table ${TableName} are not created locally.`);
  }
  const existing = await existingKeys(client, TableName);
  if (existing && keyNames(existing) !== keyNames(KeySchema)) {
    throw new StateFolderError(
      `Table ${TableName} was kept with the key ${keyNames(existing)}, the template wants ${keyNames(KeySchema)}: start with --reset to begin with an empty one.`,
    );
  }
  if (!existing) {
    const wanted = keyNames(KeySchema).split(', ');
    await client.send(
      new CreateTableCommand({
        TableName,
        KeySchema,
        AttributeDefinitions: AttributeDefinitions?.filter(({ AttributeName = '' }) => wanted.includes(AttributeName)),
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  }
  if (!(await becomesActive(client, TableName, 10)))
    throw new StateFolderError(`Table ${TableName} did not become active.`);
  await setTimeToLive(client, TableName, TimeToLiveSpecification);
}

async function existingKeys(client: DynamoDBClient, TableName: string): Promise<KeySchemaElement[] | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus !== 'CREATING' || (await becomesActive(client, TableName, 2))) return Table?.KeySchema ?? [];
    // Left by a stack that was killed while it created the table; nothing can have been written to it.
    await client.send(new DeleteTableCommand({ TableName }));
    return undefined;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function becomesActive(client: DynamoDBClient, TableName: string, seconds: number): Promise<boolean> {
  try {
    await waitUntilTableExists({ client, maxWaitTime: seconds, minDelay: 0.02, maxDelay: 1 }, { TableName });
    return true;
  } catch {
    return false;
  }
}

const keyNames = (keys: readonly KeySchemaElement[] = []): string =>
  keys.map(({ AttributeName }) => AttributeName).join(', ');

async function setTimeToLive(
  client: DynamoDBClient,
  TableName: string,
  specification: TableDefinition['TimeToLiveSpecification'],
): Promise<void> {
  if (!specification?.AttributeName) return;
  const { AttributeName, Enabled = true } = specification;
  const TimeToLiveSpecification = { AttributeName, Enabled: String(Enabled) === 'true' };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })).catch((error: Error) => {
    // A DynamoDB of the user's own refuses to enable what is enabled.
    if (error.name !== 'ValidationException') throw error;
  });
}

export async function createBucket(client: S3Client, Bucket: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
}

export async function createSecret(client: SecretsManagerClient, Name: string): Promise<string> {
  try {
    return (await client.send(new CreateSecretCommand({ Name }))).ARN ?? '';
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    return (await client.send(new DescribeSecretCommand({ SecretId: Name }))).ARN ?? '';
  }
}
