import { getCACertificates, rootCertificates } from 'node:tls';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createIngestStore } from '../idempotency/ingest-store.ts';
import { createBodyStore } from '../processing/body-store.ts';
import { readIngestEnvironment } from '../runtime/environment.ts';
import { writeLine } from '../runtime/journal.ts';
import type { SecretVersions } from '../runtime/secret-text.ts';
import { fetchKey } from './fetch-key.ts';
import type { IngestPorts } from './ingest-ports.ts';
import { agent } from './open-sockets.ts';

/** Beside each call's own budget (ingest.ts): a socket that never opens or never answers. */
const client = {
  maxAttempts: 3,
  requestHandler: { httpsAgent: agent, connectionTimeout: 500, requestTimeout: 1_500, throwOnRequestTimeout: true },
};

/** Milliseconds for reading a secret, retries included: a delivery that waits for it is answered 503 in time. */
const secretBudgetMs = 2_000;

/** What the ports are made of; others than AWS's own stand in where every call can be made to fail. */
export interface IngestClients {
  readonly dynamoDb: Pick<DynamoDBClient, 'send'>;
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly secretsManager: Pick<SecretsManagerClient, 'send'>;
}

const createClients = (): IngestClients => ({
  dynamoDb: new DynamoDBClient(client),
  sqs: new SQSClient(client),
  secretsManager: new SecretsManagerClient(client),
});

/** The ports of the deployed function, from its environment variables. Throws ConfigurationError when one is missing. */
export function createAwsPorts(variables: NodeJS.ProcessEnv, clients: IngestClients = createClients()): IngestPorts {
  const environment = readIngestEnvironment(variables);
  const { dynamoDb, sqs, secretsManager } = clients;
  const bodies = createBodyStore({ bucket: environment.bodyBucket });
  return {
    environment,
    store: createIngestStore({ client: dynamoDb, tableName: environment.tableName }),
    secretValue: createSecretFetch(secretsManager),
    storeSecret: createSecretStore(secretsManager),
    fetchKey,
    // What NODE_EXTRA_CA_CERTS names counts too: the local stack's own authority, which there signs for all providers.
    trustedCertificates() {
      const extra = getCACertificates('extra');
      const standIns = variables.INBOX_KEY_SERVER ? extra : [];
      return { roots: [...rootCertificates, ...extra], intermediates: [], standIns };
    },
    async sendMessage({ queueUrl, body, attributes, traceHeader }, abortSignal) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageAttributes: attributes,
        ...(traceHeader
          ? { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } } }
          : {}),
      });
      await sqs.send(command, { abortSignal });
    },
    putBody: (endpoint, rawBody, signal) => bodies.putBody(endpoint, rawBody, signal),
    nowMs: Date.now,
    writeLine,
  };
}

/**
 * Reads both staging labels of a secret. A secret that never had a value has no AWSCURRENT.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
function createSecretFetch(secretsManager: IngestClients['secretsManager']): IngestPorts['secretValue'] {
  const read = async (arn: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS') => {
    try {
      const command = new GetSecretValueCommand({ SecretId: arn, VersionStage: stage });
      return await secretsManager.send(command, { abortSignal: AbortSignal.timeout(secretBudgetMs) });
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
      throw error;
    }
  };
  return async (arn): Promise<SecretVersions | null> => {
    const [current, previous] = await Promise.all([read(arn, 'AWSCURRENT'), read(arn, 'AWSPREVIOUS')]);
    if (current === null) return null;
    return {
      current: current.SecretString ?? '',
      currentSinceMs: current.CreatedDate?.getTime() ?? 0,
      previous: previous?.SecretString ?? null,
    };
  };
}

/**
 * A version of a secret is made once for each ClientRequestToken: another value under the same token is refused.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
function createSecretStore(secretsManager: IngestClients['secretsManager']): IngestPorts['storeSecret'] {
  return async (arn, secrets, token) => {
    const SecretString = secrets.length === 1 ? secrets[0] : JSON.stringify(secrets);
    const command = new PutSecretValueCommand({ SecretId: arn, SecretString, ClientRequestToken: token });
    try {
      await secretsManager.send(command, { abortSignal: AbortSignal.timeout(secretBudgetMs) });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceExistsException') return false;
      throw error;
    }
  };
}
