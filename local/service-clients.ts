import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localRegion } from './queues-and-buckets.ts';

export interface Connections {
  readonly sqsClient: SQSClient;
  readonly s3Client: S3Client;
  readonly dynamodbClient: DynamoDBClient;
  readonly secretsClient: SecretsManagerClient;
  /** What the local services are called with; made up, unless the environment has some for a service of the user's own. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  disconnect(): void;
}

/** The SDK's clients for the local services. */
export function connect(
  endpoints: { sqs: string; s3: string; dynamodb: string; secretsmanager: string },
  { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: NodeJS.ProcessEnv,
): Connections {
  const own = Object.values(endpoints).some((url) => new URL(url).hostname !== '127.0.0.1');
  const credentials =
    own && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
      ? { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }
      : { accessKeyId: 'local', secretAccessKey: 'local' };
  const shared = { region: localRegion, credentials };
  const sqsClient = new SQSClient({ ...shared, endpoint: endpoints.sqs });
  const s3Client = new S3Client({ ...shared, endpoint: endpoints.s3, forcePathStyle: true });
  const dynamodbClient = new DynamoDBClient({ ...shared, endpoint: endpoints.dynamodb });
  const secretsClient = new SecretsManagerClient({ ...shared, endpoint: endpoints.secretsmanager });
  const clients = [sqsClient, s3Client, dynamodbClient, secretsClient];
  const disconnect = () => {
    for (const client of clients) client.destroy();
  };
  return { sqsClient, s3Client, dynamodbClient, secretsClient, credentials, disconnect };
}
