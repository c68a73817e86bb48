import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, startQueuesAndBuckets } from './queues-and-buckets.ts';
import { startSecretServer } from './secret-server.ts';
import { openSecretStore } from './secret-store.ts';
import { type Connections, connect } from './service-clients.ts';
import {
  createBucket,
  createQueue,
  createSecret,
  createTable,
  deleteQueue,
  type TableDefinition,
} from './service-resources.ts';
import { StateFolderError } from './state-folder.ts';
import { startTables } from './tables.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface Endpoints {
  readonly sqs: string;
  readonly s3: string;
  readonly dynamodb: string;
  readonly secretsmanager: string;
}

/** Every create keeps what has the same name already, with its data, and brings its attributes up to date. */
export interface Services extends Connections {
  readonly endpoints: Endpoints;
  /** @param attributes the properties of an AWS::SQS::Queue, resolved */
  createQueue(name: string, attributes: Readonly<Record<string, unknown>>): Promise<{ url: string; arn: string }>;
  deleteQueue(name: string): Promise<void>;
  /** @param definition the properties of an AWS::DynamoDB::Table, resolved */
  createTable(name: string, definition: TableDefinition): Promise<void>;
  createBucket(name: string): Promise<void>;
  /** Without a version, as a deployed secret before its value is set. Returns the ARN. */
  createSecret(name: string): Promise<string>;
  stop(): Promise<void>;
}

interface Options {
  readonly stateDirectory: string;
  /** Keeps everything in memory. */
  readonly ephemeral: boolean;
  warn(line: string): void;
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts what stands in for AWS, but for the services that an AWS_ENDPOINT_URL_… names. Throws StateFolderError when kept state cannot be read. */
export async function startServices(options: Options): Promise<Services> {
  const started: { stop(): Promise<void> }[] = [];
  const stopAll = async () => {
    await Promise.all(started.map((service) => service.stop()));
  };
  const start = async (part: string, run: () => Promise<Emulator>): Promise<string> => {
    const service = await run().catch((error: Error) => {
      throw damaged(options, part, error);
    });
    started.push(service);
    return service.endpoint;
  };
  const results = await Promise.allSettled([
    startUnlessNamed(options, ['SQS', 'S3'], () => start('queues', () => startQueues(options))),
    startUnlessNamed(options, ['DYNAMODB'], () =>
      start('tables', () => startTables(kept(options, 'tables', 'directory'))),
    ),
    startUnlessNamed(options, ['SECRETS_MANAGER'], () => start('secrets.json', () => startSecrets(options))),
  ]);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) {
    await stopAll();
    throw failure.reason;
  }
  const [[sqs = '', s3 = ''] = [], [dynamodb = ''] = [], [secretsmanager = ''] = []] = results.map((result) =>
    result.status === 'fulfilled' ? result.value : [],
  );
  const endpoints = { sqs, s3, dynamodb, secretsmanager };
  const connections = connect(endpoints, options.environment);
  return {
    ...connections,
    endpoints,
    createQueue: (name, attributes) => createQueue(connections.sqsClient, name, attributes),
    deleteQueue: (name) => deleteQueue(connections.sqsClient, name),
    createTable: (name, definition) => createTable(connections.dynamodbClient, name, definition, options.warn),
    createBucket: (name) => createBucket(connections.s3Client, name),
    createSecret: (name) => createSecret(connections.secretsClient, name),
    stop: async () => {
      connections.disconnect();
      await stopAll();
    },
  };
}

const kept = <K extends string>(
  { ephemeral, stateDirectory }: Options,
  name: string,
  key: K,
): { [key in K]?: string } => (ephemeral ? {} : { [key]: join(stateDirectory, name) }) as { [key in K]?: string };

/** The endpoints named in the environment, or the embedded service's for those that are not. */
async function startUnlessNamed(
  { environment, warn }: Options,
  names: readonly string[],
  startEmbedded: () => Promise<string>,
): Promise<string[]> {
  const named = names.map((name) => environment[`AWS_ENDPOINT_URL_${name}`] || undefined);
  for (const [index, url] of named.entries()) {
    if (url === undefined) continue;
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new StateFolderError(
        `AWS_ENDPOINT_URL_${names[index]} is ${JSON.stringify(url)}, which is not a URL such as http://127.0.0.1:4566.`,
      );
    warn(`AWS_ENDPOINT_URL_${names[index]} is set: ${url} is used instead of the embedded service.`);
  }
  const embedded = named.includes(undefined) ? await startEmbedded() : '';
  return named.map((url) => url ?? embedded);
}

async function startQueues(options: Options): Promise<Emulator> {
  const path = join(options.stateDirectory, 'queues-port');
  const port = options.ephemeral ? 0 : rememberedPort(path);
  const service = await startQueuesAndBuckets({ port, ...kept(options, 'queues', 'directory') });
  const taken = new URL(service.endpoint).port;
  if (!options.ephemeral && taken !== String(port)) writeFileDurably(path, taken);
  return service;
}

function rememberedPort(path: string): number {
  try {
    const port = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}

async function startSecrets(options: Options): Promise<Emulator> {
  return startSecretServer(openSecretStore(kept(options, 'secrets.json', 'path').path));
}

function damaged({ stateDirectory }: Options, part: string, error: Error): Error {
  const reason = (error.cause instanceof Error ? error.cause : error).message.split('\n')[0];
  return new StateFolderError(
    `The state folder ${stateDirectory} is damaged (${part}: ${reason}): start with --reset to begin with an empty one.`,
  );
}
