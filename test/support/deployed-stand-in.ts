import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { createAuthority } from '../../local/certificates.ts';
import { startFakeCloudFormation } from './fake-cloudformation.ts';
import type { LocalInbox } from './local-inbox.ts';

interface RunningStack {
  /** Path. */
  readonly template: string;
  /** Logical id → physical id. */
  readonly resources: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<'sqs' | 'dynamodb' | 'secretsmanager', string>>;
}

/** The running local stack, seen as AWS shows a deployed one: CloudFormation, Lambda and SNS beside its own services, and TLS before its API. */
export interface DeployedStandIn {
  /** For a process of the command line. */
  readonly environment: NodeJS.ProcessEnv;
  /** Subscribes to the topic of the alarms, and confirms it. */
  readonly subscribe: () => Promise<unknown>;
  /** What Lambda says of every mapping from now on. */
  readonly setMappings: (state: 'Enabled' | 'Disabled') => void;
  readonly stop: () => void;
}

export async function standInForAws(inbox: LocalInbox): Promise<DeployedStandIn> {
  const servers: Server[] = [];
  const listen = async (server: Server) => {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const stack = JSON.parse(readFileSync(join(inbox.stateDirectory, 'stack.json'), 'utf8')) as RunningStack;
  const { proxy, rootPath } = await createTlsProxy(inbox);
  const base = `https://localhost:${await listen(proxy)}`;

  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sns = new SNSClient({ region: 'us-east-1', credentials, endpoint: stack.services.sqs });
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'alarms' }));
  const cloudFormation = await startFakeCloudFormation(asDeployed(stack, base, { AlarmTopic: TopicArn }));
  let state = 'Enabled';
  const lambda = createServer(({ url = '' }, response) => {
    const mapping = { State: state, LastProcessingResult: 'OK' };
    const configuration = { Environment: { Variables: { PUBLIC_URL_BASE: base } } };
    response.end(JSON.stringify(url.includes('/event-source-mappings/') ? mapping : configuration));
  });
  const at = async (server: Server) => `http://127.0.0.1:${await listen(server)}`;
  return {
    environment: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: rootPath,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
      AWS_ENDPOINT_URL_LAMBDA: await at(lambda),
      AWS_ENDPOINT_URL_SNS: stack.services.sqs,
      AWS_ENDPOINT_URL_SQS: stack.services.sqs,
      AWS_ENDPOINT_URL_DYNAMODB: stack.services.dynamodb,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: stack.services.secretsmanager,
    },
    subscribe: () =>
      sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:000000000000:a' })),
    setMappings: (next) => {
      state = next;
    },
    stop: () => {
      sns.destroy();
      void cloudFormation.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly Metadata: {
    readonly WebhookInbox: { readonly endpoints: Readonly<Record<string, { readonly path: string }>> };
  };
}

/** A resource that is not on this machine has its logical id for a physical one. */
function asDeployed(
  { template: path, resources }: RunningStack,
  base: string,
  outputs: Readonly<Record<string, string>>,
) {
  const template = readFileSync(path, 'utf8');
  const { Resources, Metadata } = JSON.parse(template) as Template;
  const urls = Object.values(Metadata.WebhookInbox.endpoints).map((one, index) => [`Url${index}`, base + one.path]);
  return {
    name: 'Webhooks',
    template,
    resources: new Map(Object.keys(Resources).map((id) => [id, resources[id] ?? id])),
    outputs: new Map([...(urls as [string, string][]), ...Object.entries(outputs)]),
  };
}

/** Before the local API, with a certificate for `localhost` that only whoever names its root trusts. */
async function createTlsProxy({ url, stateDirectory }: LocalInbox) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const authority = await createAuthority(new Date());
  const cert = await authority.issue('localhost', privateKey);
  const rootPath = join(stateDirectory, 'root.pem');
  writeFileSync(rootPath, authority.root);
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const proxy = createTlsServer({ key, cert }, (incoming, response) => {
    const { method, headers } = incoming;
    const onward = request(new URL(incoming.url ?? '/', url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  return { proxy, rootPath };
}
