import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiAnswer, answerFrom, plainAnswer } from './api-answer.ts';
import { apiEvent, splitOnce } from './api-event.ts';
import { payloadLimitBytes } from './lambda-environment.ts';
import type { InvokeResult } from './lambda-function.ts';
import { createTokenBucket, type Throttle } from './token-bucket.ts';

/** @param event JSON */
export type Invoke = (event: string, traceId?: string) => Promise<InvokeResult>;

export interface Routes {
  readonly apiId: string;
  /** `POST /hooks/stripe` → the function behind it. */
  readonly targets: ReadonlyMap<string, Invoke>;
  /** @default not throttled */
  readonly throttle?: Throttle | undefined;
}

export interface HttpApi {
  readonly port: number;
  /** Requests wait until this has been called once. */
  serve(routes: Routes): void;
  /** Lets requests under way end, for as long as `graceMs` allows. */
  stop(graceMs?: number): Promise<void>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const bodyLimitBytes = 10 * 1024 * 1024;
const integrationTimeoutMs = 30_000;

interface Served extends Routes {
  takeToken(): boolean;
}

/** An API Gateway HTTP API on a port of this machine. Rejects with the listening error, EADDRINUSE among them. */
export async function startHttpApi(port: number): Promise<HttpApi> {
  const first = Promise.withResolvers<Served>();
  let served: Served | Promise<Served> = first.promise;
  const server = createServer((request, response) => {
    handle(request, () => served).then(
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
    serve(routes) {
      served = { ...routes, takeToken: createTokenBucket(routes.throttle) };
      first.resolve(served);
    },
    async stop(graceMs = 0) {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function handle(request: IncomingMessage, current: () => Served | Promise<Served>): Promise<ApiAnswer> {
  const body = await readBody(request);
  const { apiId, targets, takeToken } = await current();
  const [path] = splitOnce(request.url ?? '/', '?');
  const routeKey = `${request.method} ${path}`;
  const target = targets.get(routeKey);
  if (!target) return plainAnswer(404, 'Not Found');
  if (!takeToken()) return plainAnswer(429, 'Too Many Requests');
  if (body === null) return plainAnswer(413, 'Request Entity Too Large');
  const event = apiEvent(request, body, routeKey, apiId);
  const payload = JSON.stringify(event);
  if (Buffer.byteLength(payload) > payloadLimitBytes) return plainAnswer(413, 'Request Entity Too Large');
  return answerFrom(await withinTimeout(target(payload, event.headers['x-amzn-trace-id'])));
}

/** Null when the integration took longer than an HTTP API waits. */
function withinTimeout(result: Promise<InvokeResult>): Promise<InvokeResult | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, integrationTimeoutMs, null);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Null when the body is beyond the limit. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyLimitBytes) chunks.push(chunk);
  }
  return bytes > bodyLimitBytes ? null : Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  const bodyless = status === 204 || status === 304;
  response.writeHead(status, { ...headers, ...(bodyless ? {} : { 'content-length': body.length }) });
  response.end(bodyless ? undefined : body);
}
