import { once } from 'node:events';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect } from 'vitest';
import { startHttpApi } from '../../local/http-api.ts';
import { apiEvent } from '../support/fake-inbox.ts';
import { attack } from './attack.ts';
import { json, paid, seconds, signedBy, type Target } from './target.ts';

/** Requests as they stand on the wire, against the API with the routes of one endpoint; counts what reached a function. */
async function overTheWire(paths: readonly string[], method = 'POST'): Promise<{ status: number; invoked: number }[]> {
  const api = await startHttpApi(0);
  let invoked = 0;
  const invoke = async () => {
    invoked += 1;
    return { kind: 'success' as const, payload: '{"statusCode":200}' };
  };
  api.serve({ apiId: 'api', targets: new Map([['POST /hooks/stripe', invoke]]) });
  const answers: { status: number; invoked: number }[] = [];
  try {
    for (const path of paths) {
      invoked = 0;
      const outgoing = request({ host: '127.0.0.1', port: api.port, method, path, agent: false });
      outgoing.end(method === 'POST' ? paid : undefined);
      const [response] = await once(outgoing, 'response');
      await buffer(response);
      answers.push({ status: response.statusCode, invoked });
    }
  } finally {
    await api.stop();
  }
  return answers;
}

const nothing = { status: 404, invoked: 0 };

/** The function itself, should such a route ever reach it. */
async function refusesRoutes(target: Target, routes: readonly string[]): Promise<void> {
  for (const routeKey of routes) {
    const event = { ...apiEvent('stripe', signedBy.stripe(target)), routeKey };
    expect(await target.sendEvent(event)).toMatchObject({ statusCode: 404, body: '{"message":"Not Found"}' });
  }
  expect([...target.inbox.messages, ...target.inbox.received, ...target.inbox.secretCalls]).toEqual([]);
}

describe('routes', () => {
  attack('ROU-01', async (target) => {
    expect(await overTheWire(['/hooks/nope', '/hooks', '/hooks/', '/'])).toEqual([nothing, nothing, nothing, nothing]);
    await refusesRoutes(target, ['POST /hooks/nope', 'POST /hooks/__proto__', 'POST /hooks/constructor', '$default']);
  });

  attack('ROU-02', async (target) => {
    const paths = ['/hooks/..%2f..%2fstripe', '/hooks/%2e%2e/x', '//hooks//stripe', '/hooks/stripe/', '/hooks/stripe%'];
    const more = [
      '/hooks/stripe/../github',
      '/hooks/./stripe',
      '/HOOKS/stripe',
      '/hooks/stripe;a=b',
      '/hooks%2fstripe',
    ];
    const answers = await overTheWire([...paths, ...more]);
    expect(answers).toEqual(answers.map(() => nothing));
    await refusesRoutes(
      target,
      [...paths, ...more].map((path) => `POST ${path}`),
    );
  });

  attack('ROU-04', async (target) => {
    const names = ['stripe%00', 'stripe%0a', '%E2%80%AE', 's'.repeat(2000)];
    const answers = await overTheWire(names.map((name) => `/hooks/${name}`));
    expect(answers).toEqual(answers.map(() => nothing));
    await refusesRoutes(target, ['POST /hooks/stripe\u0000', 'POST /hooks/stripe\n', '\u202ePOST /hooks/stripe']);
  });

  attack('ROU-05', async (target) => {
    for (const method of ['GET', 'PUT', 'OPTIONS', 'HEAD', 'DELETE', 'PATCH', 'TRACE']) {
      expect(await overTheWire(['/hooks/stripe'], method)).toEqual([nothing]);
    }
    // Should such a route ever be made: a method that is no delivery's queues nothing, signed or not.
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) {
      target.refused(await target.send('stripe', { ...signedBy.stripe(target), method }));
    }
    const { headers = [], body = '' } = signedBy.stripe(target);
    target.accepted(await target.send('stripe', { headers: [...headers, ['x-http-method-override', 'DELETE']], body }));
  });

  attack('ROU-07', async (target) => {
    const challenge = (text: string) => JSON.stringify({ type: 'url_verification', challenge: text });
    const signed = (text: string) => signedBy.slack(target, challenge(text), 'application/json');
    target.refused(await target.send('slack', { headers: [json], body: challenge('abc') }));
    const wrong = signedBy.slack(target, challenge('abd'), 'application/json');
    target.refused(await target.send('slack', { ...wrong, body: challenge('abc') }));
    expect(await target.send('slack', signed('3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P'))).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
      body: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
    });
    for (const text of ['<script>alert(1)</script>', 'a b', 'x'.repeat(257), '\r\nset-cookie: a', 'é']) {
      const answer = await target.send('slack', signed(text));
      expect(String(answer.body)).toBe('');
    }
  });

  attack('ROU-09', async (target) => {
    const { headers = [], body = '' } = signedBy.stripe(target);
    const steered = [
      ['x-env', 'prod'],
      ['x-stage', 'dev'],
      ['host', 'evil.example'],
      ['x-forwarded-host', 'evil.example'],
    ];
    const event = apiEvent('stripe', { headers: [...headers, ...(steered as [string, string][])], body });
    await target.send('stripe', {});
    expect((await target.sendEvent({ ...event, stageVariables: { env: 'prod' } })).statusCode).toBe(200);
    expect(target.inbox.messages[0]?.queueUrl).toBe('queue:stripe');
    expect(target.inbox.messages[0]?.attributes.receivedAt?.StringValue).toContain(
      new Date(Number(seconds(target.nowMs)) * 1000).toISOString().slice(0, 10),
    );
  });
});
