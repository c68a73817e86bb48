import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiEvent, splitOnce } from './api-event.ts';
import type { InvokeResult } from './lambda-function.ts';
import { createTokenBucket, type Throttle } from './token-bucket.ts';

export type Invoke = (payload: string, traceHeader: string | null) => Promise<InvokeResult>;

export interface Routes {
  readonly apiId: string;
  /** `POST /hooks/stripe` → the function behind it. */
  readonly targets: ReadonlyMap<string, Invoke>;
  /** @default not throttled */
  readonly throttle?: Throttle | undefined;
}

/** API Gateway's limit for a body, and Lambda's for an invocation's payload: what lies beyond is a 413. */
const maxBodyBytes = 10 * 1024 * 1024;
const maxPayloadBytes = 6_291_556;
/** The longest an HTTP API waits for an integration. */
const integrationTimeoutMs = 30_000;

export interface HttpApi {
  readonly port: number;
  readonly serve: (routes: Routes) => void;
  readonly stop: () => Promise<void>;
}

/** Rejects with the listening error, EADDRINUSE among them. */
export async function startHttpApi(port: number): Promise<HttpApi> {
  let routes: Routes = { apiId: 'local', targets: new Map() };
  let takeToken = createTokenBucket(undefined);
  const server: Server = createServer((request, response) => {
    handle(request, routes, () => takeToken()).then(
      (answer) => write(response, answer),
      // The sender went away while its body was read.
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = 65_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      routes = next;
      takeToken = createTokenBucket(next.throttle);
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

const message = (status: number, text: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: text }),
});

async function handle(
  request: IncomingMessage,
  { apiId, targets, throttle }: Routes,
  takeToken: () => boolean,
): Promise<HttpAnswer> {
  const [path] = splitOnce(request.url ?? '/', '?');
  const routeKey = `${request.method} ${path}`;
  const target = targets.get(routeKey);
  const body = await readBody(request);
  if (!target) return message(404, 'Not Found');
  if (body === null) return message(413, 'Request Entity Too Large');
  if (throttle && !takeToken()) return message(429, 'Too Many Requests');
  const event = apiEvent(request, body, routeKey, apiId);
  const payload = JSON.stringify(event);
  if (Buffer.byteLength(payload) > maxPayloadBytes) return message(413, 'Request Entity Too Large');
  const result = await Promise.race([target(payload, event.headers['x-amzn-trace-id'] ?? null), giveUp()]);
  if (result === null) return message(503, 'Service Unavailable');
  switch (result.kind) {
    case 'success':
      return toAnswer(result.payload);
    case 'error':
      return message(500, 'Internal Server Error');
    case 'throttled':
      return message(503, 'Service Unavailable');
  }
}

function giveUp(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, integrationTimeoutMs, null).unref());
}

/** Null when the body is beyond the limit. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes > maxBodyBytes ? null : Buffer.concat(chunks);
}

interface StructuredResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly cookies?: readonly string[];
}

/** A result without a status code is taken for the body of a 200. */
function toAnswer(payload: string): HttpAnswer {
  let result: unknown;
  try {
    result = JSON.parse(payload);
  } catch {
    return message(500, 'Internal Server Error');
  }
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
  }
  const { statusCode = 200, headers = {}, body = '', isBase64Encoded, cookies } = result as StructuredResponse;
  return {
    status: statusCode,
    headers: { ...headers, ...(cookies ? { 'set-cookie': cookies } : {}) },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function write(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  const empty = status === 204 || status === 304;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!empty) response.setHeader('content-length', Buffer.byteLength(body));
  response.end(empty ? undefined : body);
}
