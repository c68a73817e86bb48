import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createAwsPorts } from '../../../lambdas/ingest/aws-ports.ts';
import { ingestVariables } from '../../support/ingest-variables.ts';

/** Takes every request and never answers, as a service does behind a broken network. */
let silent: Server;
beforeAll(async () => {
  silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  for (const service of ['SQS', 'DYNAMODB', 'SECRETS_MANAGER']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, url);
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
});
afterAll(() => {
  vi.unstubAllEnvs();
  silent.closeAllConnections();
  silent.close();
});

it('gives up on a secret that does not come, before the provider gives up on us', async () => {
  const ports = createAwsPorts(ingestVariables);
  await expect(ports.secretValue('arn:aws:secretsmanager:local:000000000000:secret:name-123456')).rejects.toThrow();
});

it('gives up on the table and the queue when their budget is spent', async () => {
  const ports = createAwsPorts(ingestVariables);
  const receipt = { pk: 'v1#stripe#p:evt_1', bodySha256: 'sha256', nowMs: Date.now() };
  await expect(ports.store.receive(receipt, AbortSignal.timeout(50))).rejects.toThrow();
  const message = {
    queueUrl: `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/queue`,
    body: '{}',
    attributes: {},
    traceHeader: null,
  };
  await expect(ports.sendMessage(message, AbortSignal.timeout(50))).rejects.toThrow();
});

it('names the variables that are missing', () => {
  expect(() => createAwsPorts({ ...ingestVariables, TABLE_NAME: '' })).toThrow('missing or malformed: TABLE_NAME');
});
