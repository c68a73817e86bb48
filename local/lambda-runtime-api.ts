import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a function run came to. The fields of an error are Lambda's own. */
export type LambdaResult =
  | { readonly kind: 'success'; readonly payload: string }
  | { readonly kind: 'error'; readonly errorType: string; readonly errorMessage: string };

export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  readonly functionArn: string;
  readonly deadlineMs: number;
  readonly traceId: string;
}

export interface RuntimeListener {
  /** The environment is ready for an invocation, to be handed to `give`. */
  next(give: (invocation: Invocation) => void): void;
  finished(requestId: string, result: LambdaResult): void;
  initFailed(result: LambdaResult): void;
}

export interface RuntimeApi {
  /** Host and port, as in AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  stop(): void;
}

/**
 * The Runtime API of one execution environment.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(listener: RuntimeListener): Promise<RuntimeApi> {
  const server = createServer((request, response) => {
    answer(listener, request, response).catch(() => response.destroy());
  });
  // An idle environment keeps its connection for as long as it lives.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const path = /^\/2018-06-01\/runtime\/(?:invocation\/(?:(next)|([\w-]+)\/(response|error))|(init\/error))$/;

async function answer(listener: RuntimeListener, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, next, requestId, report, initError] = path.exec(request.url ?? '') ?? [];
  if (next) {
    listener.next((invocation) => give(response, invocation));
    return;
  }
  const body = await text(request);
  response.writeHead(requestId || initError ? 202 : 404, { 'content-type': 'application/json' }).end('{"status":"OK"}');
  if (initError) listener.initFailed(readError(body));
  if (requestId)
    listener.finished(requestId, report === 'response' ? { kind: 'success', payload: body } : readError(body));
}

function give(response: ServerResponse, { requestId, event, functionArn, deadlineMs, traceId }: Invocation): void {
  const body = Buffer.from(event);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(deadlineMs),
    'lambda-runtime-invoked-function-arn': functionArn,
    'lambda-runtime-trace-id': traceId,
  });
  response.end(body);
}

function readError(body: string): LambdaResult {
  const { errorType = 'Error', errorMessage = '' } = JSON.parse(body) as { errorType?: string; errorMessage?: string };
  return { kind: 'error', errorType, errorMessage };
}
