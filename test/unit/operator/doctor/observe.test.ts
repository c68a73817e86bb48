import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createAuthority } from '../../../../local/certificates.ts';
import { startQueuesAndBuckets } from '../../../../local/queues-and-buckets.ts';
import { checkUrl } from '../../../../operator/doctor/check-url.ts';
import { createDeployedState } from '../../../../operator/doctor/deployed-state.ts';
import { probe } from '../../../../operator/doctor/probe.ts';
import { createServiceState } from '../../../../operator/doctor/service-state.ts';
import { SynthFailure, synthesize } from '../../../../operator/doctor/synthesize.ts';
import { OperatorError } from '../../../../operator/operator-error.ts';
import { ServiceError, startJsonService } from '../fake-services.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const step of undo.splice(0).reverse()) await step();
});

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

describe('asking a URL', () => {
  it('gives the status and the time of whoever answers', async () => {
    const host = await listen(createHttpServer((_, response) => response.writeHead(401).end()));
    const answer = await probe(`http://${host}/hooks/stripe`, 'POST', Date.now);
    expect(answer).toMatchObject({ kind: 'answered', status: 401 });
    expect(answer.kind === 'answered' && Math.abs((answer.dateMs ?? 0) - Date.now()) < 5_000).toBe(true);
  });

  it('fails at a certificate that nobody vouches for', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const authority = await createAuthority(new Date());
    const cert = await authority.issue('localhost', privateKey);
    const key = privateKey.export({ format: 'pem', type: 'pkcs8' });
    const host = await listen(createTlsServer({ key, cert }, (_, response) => response.end()));
    const url = `https://${host}/hooks/stripe`;
    const { findings } = checkUrl(url, 'deployed', await probe(url, 'POST', Date.now));
    expect(findings).toMatchObject([{ code: 'URL_CERTIFICATE' }]);
  });

  it('fails at a host that does not speak TLS, and at what is no URL to send to', async () => {
    const host = await listen(createHttpServer((_, response) => response.end()));
    const answer = await probe(`https://${host}/`, 'POST', Date.now);
    expect(checkUrl(`https://${host}/`, 'deployed', answer).findings).toMatchObject([{ code: 'URL_CERTIFICATE' }]);
    expect(await probe('ftp://127.0.0.1/', 'POST', Date.now)).toMatchObject({ kind: 'failed' });
  });
});

describe('asking AWS', () => {
  it('reads mappings and functions, and takes what is not there for absent', async () => {
    const answers = new Map<string | undefined, object>([
      ['/2015-03-31/event-source-mappings/uuid-1', { State: 'Disabled', LastProcessingResult: 'No records processed' }],
      ['/2015-03-31/functions/ingest/configuration', { Environment: { Variables: { PUBLIC_URL_BASE: 'https://a' } } }],
      ['/2015-03-31/functions/bare/configuration', {}],
    ]);
    const host = await listen(
      createHttpServer(({ url }, response) => {
        const answer = answers.get(url);
        if (!answer) response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' });
        response.end(JSON.stringify(answer ?? { Message: 'gone' }));
      }),
    );
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://${host}`);
    const { mapping, functionVariables } = createDeployedState({ region: 'eu-central-1', credentials });
    expect(await mapping('uuid-1')).toEqual({ state: 'Disabled', lastResult: 'No records processed' });
    expect(await mapping('uuid-2')).toBeNull();
    expect(await functionVariables('ingest')).toEqual({ PUBLIC_URL_BASE: 'https://a' });
    expect(await functionVariables('bare')).toEqual({});
    expect(await functionVariables('gone')).toBeNull();
  });

  it('counts who has subscribed to a topic', async () => {
    const { endpoint, stop } = await startQueuesAndBuckets({});
    undo.push(stop);
    vi.stubEnv('AWS_ENDPOINT_URL_SNS', endpoint);
    const client = new SNSClient({ region: 'us-east-1', credentials });
    const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'alarms' }));
    const { subscriptions } = createDeployedState({ region: 'us-east-1', credentials });
    expect(await subscriptions(TopicArn)).toEqual({ confirmed: 0, pending: 0 });
    const Endpoint = 'arn:aws:sqs:us-east-1:000000000000:somebody';
    await client.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    expect(await subscriptions(TopicArn)).toEqual({ confirmed: 1, pending: 0 });
    client.destroy();
  });

  it('keeps what AWS said, so that a missing right can be named', async () => {
    const refused = new ServiceError('AccessDeniedException', {
      message: 'User: a is not authorized to perform: dynamodb:DescribeTable on resource: b',
    });
    const server = await startJsonService({
      DescribeTable: () => {
        throw refused;
      },
      DescribeTimeToLive: () => ({}),
    });
    undo.push(server.close);
    const serviceUrls = { sqs: server.url, dynamodb: server.url, secretsmanager: server.url };
    const { table } = createServiceState({ region: 'eu-central-1', credentials, serviceUrls });
    const error = await table('inbox').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OperatorError);
    expect(error).toMatchObject({ cause: { name: 'AccessDeniedException' } });
  });
});

describe('synthesizing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inbox apps-'));
  const app = (code: string) => {
    const file = join(folder, `${Math.random()}.mjs`);
    writeFileSync(file, code);
    return { appFile: file, context: 'stage=dev' };
  };

  it('hands the context over, and reads every template', async () => {
    const write = `import { writeFileSync } from 'node:fs';
      const { CDK_OUTDIR: out, CDK_CONTEXT_JSON: context } = process.env;
      const properties = { templateFile: 'One.template.json' };
      const environment = 'aws://unknown-account/unknown-region';
      const artifacts = { One: { type: 'aws:cloudformation:stack', environment, properties } };
      writeFileSync(out + '/manifest.json', JSON.stringify({ version: '36.0.0', artifacts }));
      writeFileSync(out + '/One.template.json', JSON.stringify({ stage: JSON.parse(context).stage }));`;
    expect(await synthesize(app(write))).toEqual(new Map([['One', { stage: 'dev' }]]));
  }, 60_000);

  it.each([
    ['throw new RangeError("no such region")', 'RangeError: no such region'],
    ['console.error("endpoint ‘a’ names no provider"); process.exit(1)', 'endpoint ‘a’ names no provider'],
  ])(
    'fails in the app’s own words: %s',
    async (code, words) => {
      await expect(synthesize(app(code))).rejects.toThrow(new SynthFailure(words));
    },
    60_000,
  );

  afterAll(() => rmSync(folder, { recursive: true, force: true }));
});
