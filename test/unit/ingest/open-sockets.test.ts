import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { agent, openSockets } from '../../../lambdas/ingest/open-sockets.ts';

afterEach(() => vi.restoreAllMocks());

/** Opens the sockets to a server on this machine instead: what was asked of which host. */
async function opened(
  variables: NodeJS.ProcessEnv,
  answers: 'answers' | 'is silent' | 'hangs up' | 'breaks off' = 'answers',
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    if (answers === 'answers') response.end('healthy');
    if (answers === 'hangs up') request.socket.destroy();
    if (answers === 'breaks off') response.write('heal', () => setImmediate(() => request.socket.destroy()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.spyOn(agent, 'createConnection').mockImplementation((): Duplex => connect(port, '127.0.0.1'));
  await openSockets(variables);
  const free = Object.values(agent.freeSockets).flat().length;
  agent.destroy();
  server.closeAllConnections();
  server.close();
  return { asked: asked.toSorted(), free };
}
const region = { AWS_REGION: 'eu-central-1' };

describe('the sockets of a cold start', () => {
  it('are opened to the table and the queue, and kept for the first delivery', async () => {
    expect(await opened(region)).toEqual({
      asked: ['dynamodb.eu-central-1.amazonaws.com/ping', 'sqs.eu-central-1.amazonaws.com/ping'],
      free: 2,
    });
  });

  it('are opened where China has them', async () => {
    const { asked } = await opened({ AWS_REGION: 'cn-north-1' });
    expect(asked[0]).toBe('dynamodb.cn-north-1.amazonaws.com.cn/ping');
  });

  it('are not opened to a service that something else stands in for, nor outside of AWS', async () => {
    expect((await opened({ ...region, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1' })).asked).toHaveLength(1);
    expect((await opened({ ...region, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1' })).asked).toEqual([
      'sqs.eu-central-1.amazonaws.com/ping',
    ]);
    expect((await opened({})).asked).toEqual([]);
  });

  it.each(['is silent', 'hangs up', 'breaks off'] as const)('are done without when the service %s', async (answers) => {
    const startedAt = performance.now();
    expect((await opened(region, answers)).free).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
