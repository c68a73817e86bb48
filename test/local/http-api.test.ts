import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpApi, type Routes, startHttpApi } from '../../local/http-api.ts';
import type { InvokeResult } from '../../local/lambda-function.ts';

let api: HttpApi;
let events: APIGatewayProxyEventV2[];
let answer: unknown;

beforeEach(async () => {
  events = [];
  answer = { statusCode: 200 };
  api = await startHttpApi(0);
});
afterEach(() => api.stop());

const success = (value: unknown): InvokeResult => ({ kind: 'success', payload: JSON.stringify(value) });

function serve(overrides: Partial<Routes> = {}, result: () => InvokeResult = () => success(answer)) {
  const invoke = async (event: string) => {
    events.push(JSON.parse(event));
    return result();
  };
  api.serve({
    apiId: 'api',
    targets: new Map([
      ['POST /hooks/stripe', invoke],
      ['GET /hooks/stripe', invoke],
    ]),
    ...overrides,
  });
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: Buffer | string;
}

async function send({ method = 'POST', path = '/hooks/stripe', headers = {}, body = '' }: Sent = {}) {
  const outgoing = httpRequest({ host: '127.0.0.1', port: api.port, method, path, headers, agent: false });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

const json = { 'content-type': 'application/json' };

describe('the HTTP API on this machine', () => {
  it('invokes the function behind the route with payload format 2.0', async () => {
    serve();
    await send({
      path: '/hooks/stripe?b=2&a=%20x&b=3',
      headers: { ...json, 'X-Twice': ['one', 'two'], Cookie: 'a=1; b=2', 'User-Agent': 'test/1' },
      body: '{"id":"evt_1"}',
    });
    const host = `127.0.0.1:${api.port}`;
    expect(events).toEqual([
      {
        version: '2.0',
        routeKey: 'POST /hooks/stripe',
        rawPath: '/hooks/stripe',
        rawQueryString: 'b=2&a=%20x&b=3',
        cookies: ['a=1', 'b=2'],
        queryStringParameters: { a: ' x', b: '2,3' },
        headers: expect.objectContaining({
          'content-type': 'application/json',
          'content-length': '14',
          'x-twice': 'one,two',
          'x-forwarded-for': '127.0.0.1',
          'x-forwarded-proto': 'http',
          'x-forwarded-port': String(api.port),
          'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
          host,
        }),
        requestContext: {
          accountId: '000000000000',
          apiId: 'api',
          domainName: host,
          domainPrefix: '127',
          http: {
            method: 'POST',
            path: '/hooks/stripe',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: 'test/1',
          },
          requestId: expect.any(String),
          routeKey: 'POST /hooks/stripe',
          stage: '$default',
          time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch: expect.any(Number),
        },
        body: '{"id":"evt_1"}',
        isBase64Encoded: false,
      },
    ]);
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/x-www-form-urlencoded', true],
    ['application/jsonlines', true],
    ['application/octet-stream', true],
    [undefined, true],
  ])('hands over a body of type %s as base64: %s', async (type, isBase64Encoded) => {
    serve();
    await send({ headers: type ? { 'content-type': type } : {}, body: 'a=é' });
    expect(events[0]).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from('a=é').toString('base64') : 'a=é',
    });
  });

  it('keeps every byte of a binary body', async () => {
    serve();
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await send({ headers: { 'content-type': 'application/octet-stream' }, body });
    expect(Buffer.from(events[0]?.body ?? '', 'base64')).toEqual(body);
  });

  it('leaves out the body of a request without one', async () => {
    serve();
    await send({ method: 'GET' });
    expect(events[0]).not.toHaveProperty('body');
    expect(events[0]?.isBase64Encoded).toBe(false);
  });

  it.each([
    { path: '/' },
    { path: '/hooks/other' },
    { path: '/hooks/stripe/' },
    { path: '/Hooks/stripe' },
    { method: 'PUT' },
    { method: 'HEAD' },
  ])('answers 404 without an invocation to %o', async (sent) => {
    serve();
    const { status, body } = await send(sent);
    expect(status).toBe(404);
    if (sent.method !== 'HEAD') expect(body.toString()).toBe('{"message":"Not Found"}');
    expect(events).toEqual([]);
  });

  it('answers with the status, headers, cookies and bytes of the response', async () => {
    answer = {
      statusCode: 201,
      headers: { 'Content-Type': 'text/xml', 'x-n': 7 },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    };
    serve();
    expect(await send()).toMatchObject({
      status: 201,
      headers: { 'content-type': 'text/xml', 'x-n': '7', 'set-cookie': ['a=1', 'b=2'], 'content-length': '2' },
      body: Buffer.from([0, 255]),
    });
  });

  it('takes a result without a status for the body of a 200', async () => {
    answer = { ok: true };
    serve();
    const { status, headers, body } = await send();
    expect([status, headers['content-type'], body.toString()]).toEqual([200, 'application/json', '{"ok":true}']);
  });

  it.each([
    [
      'an error of the function',
      { kind: 'error', errorType: 'E', errorMessage: 'secret detail' },
      500,
      'Internal Server Error',
    ],
    ['a malformed response', success({ statusCode: 'many' }), 500, 'Internal Server Error'],
    ['a throttled function', { kind: 'throttled' }, 503, 'Service Unavailable'],
  ] as const)('says nothing of its own about %s', async (_, result, status, message) => {
    serve({}, () => result);
    const answered = await send();
    expect(answered.status).toBe(status);
    expect(JSON.parse(answered.body.toString())).toEqual({ message });
  });

  it('takes what fits an invocation, and answers 413 to what does not', async () => {
    serve();
    const binary = { 'content-type': 'application/octet-stream' };
    expect((await send({ headers: binary, body: Buffer.alloc(4_700_000) })).status).toBe(200);
    const tooLarge = await send({ headers: binary, body: Buffer.alloc(4_719_000) });
    expect([tooLarge.status, tooLarge.body.toString()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    expect((await send({ headers: json, body: Buffer.alloc(11_000_000, ' ') })).status).toBe(413);
    expect(events).toHaveLength(1);
  });

  it('answers 429 beyond the burst that its stage allows', async () => {
    serve({ throttle: { rate: 0.001, burst: 2 } });
    const statuses = [await send(), await send(), await send()].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('lets requests wait until the routes are known', async () => {
    const early = send();
    serve();
    expect((await early).status).toBe(200);
  });

  it('survives a sender that goes away in the middle of its body', async () => {
    serve();
    const socket = connect(api.port, '127.0.0.1');
    socket.write('POST /hooks/stripe HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
    await once(socket, 'connect');
    socket.destroy();
    expect((await send()).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('rejects when its port is taken', async () => {
    await expect(startHttpApi(api.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
