import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchKey } from '../../../lambdas/ingest/fetch-key.ts';

/** Answers with the status that the URL asked for ends in. */
const answer = (url: string) => Number(/\d{3}$/.exec(url)?.[0] ?? 200);
let server: Server;
let asked: Pick<IncomingMessage, 'method' | 'headers'>;
const requests: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost').searchParams.get('url') ?? '';
    asked = request;
    const length = url.includes('long') ? 262_145 : url.includes('full') ? 262_144 : 3;
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push(`${request.method} ${request.headers['content-type']} ${body}`);
      response.writeHead(answer(url), { location: '/elsewhere' }).end('k'.repeat(length));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('INBOX_KEY_SERVER', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  server.close();
  await once(server, 'close');
});

const fetched = (path: string, mustSucceed = false) =>
  fetchKey({ url: `https://keys.example.com/${path}`, mustSucceed });

describe('what a provider answers when it is asked for a key', () => {
  it.each(['200', '400', '404'])(
    'is read when it is a %s: it knows the key or says that it does not',
    async (status) => {
      expect(await fetched(status)).toBe('kkk');
    },
  );

  it('is asked for with a GET, or with a POST of JSON unless it is told otherwise', async () => {
    const url = 'https://keys.example.com/200';
    await fetchKey({ url, headers: { authorization: 'Bearer t' } });
    expect(asked).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer t' } });
    await fetchKey({ url, body: '{}' });
    expect(asked).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    await fetchKey({ url, body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(asked.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it.each(['302', '403', '500', '503'])('is no answer when it is a %s', async (status) => {
    await expect(fetched(status)).rejects.toThrow();
  });

  it('may be as long as the longest key set', async () => {
    expect(await fetched('full/200')).toHaveLength(262_144);
  });

  it('is asked for by GET, and by POST when something is to be said', async () => {
    requests.length = 0;
    await fetched('200');
    await fetchKey({ url: 'https://keys.example.com/200', body: '{"id":1}' });
    expect(requests).toEqual(['GET undefined ', 'POST application/json {"id":1}']);
  });

  it('is never asked for without TLS', async () => {
    await expect(fetchKey({ url: 'http://keys.example.com/200' })).rejects.toThrow('keys are fetched over https only');
  });

  it.each(['http://127.0.0.2:', 'http://127.0.0.1.example.com:', 'xhttp://127.0.0.1:'])(
    'is not asked of a stand-in anywhere but on this machine: %s…',
    async (beginning) => {
      const { port } = server.address() as AddressInfo;
      requests.length = 0;
      vi.stubEnv('INBOX_KEY_SERVER', `${beginning}${port}`);
      await expect(fetchKey({ url: 'https://127.0.0.1:1/200' })).rejects.toThrow();
      vi.stubEnv('INBOX_KEY_SERVER', `http://127.0.0.1:${port}/x`);
      await expect(fetchKey({ url: 'https://127.0.0.1:1/200' })).rejects.toThrow();
      expect(requests).toEqual([]);
      vi.stubEnv('INBOX_KEY_SERVER', `http://127.0.0.1:${port}`);
    },
  );

  it('is no answer when it is longer than any key set', async () => {
    await expect(fetched('long/200')).rejects.toThrow('too long');
  });

  it.each(['400', '404'])('is a failure when it is a %s and a subscription was to be confirmed', async (status) => {
    await expect(fetched(status, true)).rejects.toThrow(`answered ${status}`);
    expect(await fetched('200', true)).toBe('kkk');
  });
});
