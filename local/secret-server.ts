import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Secret, SecretStore, SecretVersion } from './secret-store.ts';

interface Parameters {
  readonly SecretId?: string;
  readonly Name?: string;
  readonly SecretString?: string;
  readonly ClientRequestToken?: string;
  readonly VersionId?: string;
  readonly VersionStage?: string;
  readonly VersionStages?: readonly string[];
  readonly MoveToVersionId?: string;
}

type Operation = (store: SecretStore, parameters: Parameters) => object;

class Refusal extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const missing = (what: string) => new Refusal('ResourceNotFoundException', `Secrets Manager can't find ${what}.`);

/** Secrets Manager's JSON 1.1 protocol on a port of 127.0.0.1: the operations that functions and operators use. */
export async function startSecretServer(store: SecretStore): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(store, request).then(
      (body) => {
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        response.end(JSON.stringify(body));
      },
      (error: Error) => {
        const refused = error instanceof Refusal;
        response.statusCode = refused ? 400 : 500;
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        const __type = refused ? error.type : 'InternalServiceError';
        response.end(JSON.stringify({ __type, message: refused ? error.message : 'internal failure' }));
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint, stop };
}

async function answer(store: SecretStore, request: IncomingMessage): Promise<object> {
  const target = String(request.headers['x-amz-target'] ?? '').replace('secretsmanager.', '');
  const operation = operations.get(target);
  const body = await text(request);
  if (!operation)
    throw new Refusal('UnknownOperationException', `The local stack has no Secrets Manager operation ${target}.`);
  return operation(store, parseParameters(body));
}

function parseParameters(body: string): Parameters {
  let parameters: unknown;
  try {
    parameters = JSON.parse(body);
  } catch {
    parameters = null;
  }
  if (typeof parameters === 'object' && parameters !== null) return parameters;
  throw new Refusal('SerializationException', 'The request is not a JSON object.');
}

const operations = new Map<string, Operation>([
  ['GetSecretValue', getSecretValue],
  ['PutSecretValue', putSecretValue],
  ['UpdateSecret', putSecretValue],
  ['DescribeSecret', (store, parameters) => describeSecret(find(store, parameters))],
  ['ListSecrets', (store) => ({ SecretList: store.list().map(describeSecret) })],
  ['CreateSecret', createSecret],
  ['UpdateSecretVersionStage', updateSecretVersionStage],
  ['DeleteSecret', deleteSecret],
]);

function find(store: SecretStore, { SecretId = '' }: Parameters): Secret {
  const secret = store.find(SecretId);
  if (!secret) throw missing('the specified secret');
  return secret;
}

function getSecretValue(store: SecretStore, parameters: Parameters): object {
  const secret = find(store, parameters);
  const { VersionId, VersionStage } = parameters;
  const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
  const version = secret.versions.find(
    ({ id, stages }) =>
      (VersionId === undefined || id === VersionId) && (stage === undefined || stages.includes(stage)),
  );
  if (!version) throw missing(`the specified secret value for ${VersionId ? 'version' : `staging label: ${stage}`}`);
  return {
    ...identity(secret),
    VersionId: version.id,
    SecretString: version.value,
    VersionStages: version.stages,
    CreatedDate: version.createdMs / 1000,
  };
}

function putSecretValue(store: SecretStore, parameters: Parameters): object {
  const secret = find(store, parameters);
  return { ...identity(secret), ...put(store, secret, parameters) };
}

function put(store: SecretStore, secret: Secret, parameters: Parameters): object {
  const { SecretString, ClientRequestToken: token, VersionStages: stages } = parameters;
  if (SecretString === undefined)
    throw new Refusal('InvalidParameterException', 'The local stack stores SecretString only.');
  const known = secret.versions.find(({ id }) => id === token);
  if (known && known.value !== SecretString) {
    throw new Refusal('ResourceExistsException', 'A version with this ClientRequestToken has another value.');
  }
  const version = store.put(secret, SecretString, {
    nowMs: Date.now(),
    ...(token === undefined ? {} : { token }),
    ...(stages === undefined ? {} : { stages }),
  });
  return { VersionId: version.id, VersionStages: version.stages };
}

function createSecret(store: SecretStore, parameters: Parameters): object {
  const { Name = '', SecretString } = parameters;
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(Name)) throw new Refusal('ValidationException', 'Invalid name.');
  if (store.list().some(({ name }) => name === Name)) {
    throw new Refusal('ResourceExistsException', 'The operation failed because the secret already exists.');
  }
  const secret = store.create(Name, Date.now());
  return { ...identity(secret), ...(SecretString === undefined ? {} : put(store, secret, parameters)) };
}

function updateSecretVersionStage(store: SecretStore, parameters: Parameters): object {
  const secret = find(store, parameters);
  const { VersionStage = '', MoveToVersionId } = parameters;
  if (MoveToVersionId !== undefined && !secret.versions.some(({ id }) => id === MoveToVersionId)) {
    throw missing('the specified secret version');
  }
  store.moveStage(secret, VersionStage, MoveToVersionId);
  return identity(secret);
}

function deleteSecret(store: SecretStore, parameters: Parameters): object {
  const secret = find(store, parameters);
  store.delete(secret);
  return { ...identity(secret), DeletionDate: Date.now() / 1000 };
}

const identity = ({ arn, name }: Secret) => ({ ARN: arn, Name: name });

function describeSecret(secret: Secret): object {
  const stagesOf = ({ id, stages }: SecretVersion) => [id, stages];
  return {
    ...identity(secret),
    CreatedDate: secret.createdMs / 1000,
    LastChangedDate: Math.max(secret.createdMs, ...secret.versions.map(({ createdMs }) => createdMs)) / 1000,
    VersionIdsToStages: Object.fromEntries(secret.versions.map(stagesOf)),
  };
}
