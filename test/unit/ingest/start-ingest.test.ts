import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startIngest } from '../../../lambdas/ingest/start-ingest.ts';
import { stripe } from '../../../lambdas/providers/stripe.ts';
import { apiEvent, context } from '../../support/fake-inbox.ts';

/** Secrets Manager that knows one secret for all, and what it was asked. */
let server: Server;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { SecretId, VersionStage } = JSON.parse(body) as Record<string, string>;
      asked.push(`${SecretId} ${VersionStage}`);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{"SecretString":"whsec_x"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const service of ['SQS', 'DYNAMODB', 'SECRETS_MANAGER']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, url);
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
  vi.stubEnv('TABLE_NAME', 'table');
  vi.stubEnv('BODY_BUCKET', 'bucket');
  vi.stubEnv('PUBLIC_URL_BASE', 'https://hooks.example.com');
  vi.stubEnv('QUEUE_URL_BASE', `${url}/000000000000/`);
  vi.stubEnv('SECRET_ARN_BASE', 'arn:');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

async function startWith(endpoints: number) {
  const names = Array.from({ length: endpoints }, (_, index) => `e${index}`);
  vi.stubEnv('ENDPOINTS', JSON.stringify(Object.fromEntries(names.map((name) => [name, ['queue', name]]))));
  asked.length = 0;
  const handle = await startIngest(Object.fromEntries(names.map((name) => [name, { provider: stripe }])));
  return { handle, secrets: new Set(asked.map((line) => line.split(' ')[0])).size };
}

describe('a cold start', () => {
  it.each([
    [1, 1],
    [12, 12],
    [13, 0],
  ])('with %d endpoints reads the secrets of %d before the first delivery', async (endpoints, secrets) => {
    expect((await startWith(endpoints)).secrets).toBe(secrets);
  });

  it('has read the secret that the first delivery needs', async () => {
    const { handle } = await startWith(1);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const before = asked.length;
    const headers: [string, string][] = [['stripe-signature', 't=1,v1=00']];
    expect((await handle(apiEvent('e0', { headers, body: '{}' }), context)).statusCode).toBe(401);
    expect(asked.length).toBe(before);
    vi.restoreAllMocks();
  });
});
