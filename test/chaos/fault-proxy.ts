import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Call {
  /** `PutItem`, `SendMessage`, `GetSecretValue`; of S3 the method. */
  readonly operation: string;
  readonly body: Buffer;
}

/** A call that the service answered, whether or not its caller got the answer. */
export interface AnsweredCall extends Call {
  readonly status: number;
  readonly answer: Buffer;
}

/** What happens to a call on its way. */
export type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly type: string }
  /** The connection is closed, and the service hears nothing. */
  | { readonly kind: 'refuse' }
  /** The call takes effect, and the connection is closed instead of an answer. */
  | { readonly kind: 'loseAnswer' }
  /** The call goes on when the promise resolves, whether or not its caller still waits. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export type ChooseFault = (call: Call) => Fault | null;

export interface FaultProxy {
  /** Stays the same whatever becomes of the service behind it. */
  readonly url: string;
  /** Null while the service is down: connections are closed. */
  aimAt(serviceUrl: string | null): void;
  /** Null lets every call through. */
  interfere(choose: ChooseFault | null): void;
  stop(): Promise<void>;
}

/** Stands between the functions and one service, on a port of 127.0.0.1. */
export async function startFaultProxy(observe: (call: AnsweredCall) => void): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  let target: string | null = null;
  let choose: ChooseFault = () => null;
  let url = '';

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const call = { operation: operationOf(incoming), body };
    const fault = choose(call);
    if (fault?.kind === 'answer') return refuseWith(response, fault);
    if (fault?.kind === 'hold') await fault.until;
    if (fault?.kind === 'refuse' || target === null) return void response.destroy();
    const aimed = target;
    const answered = await forward(agent, aimed, incoming, body);
    observe({ ...call, status: answered.status, answer: answered.body });
    if (fault?.kind === 'loseAnswer') return void response.destroy();
    const answer = withUrl(answered.body, aimed, url);
    response.writeHead(answered.status, { ...answered.headers, 'content-length': answer.length }).end(answer);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    aimAt: (serviceUrl) => {
      target = serviceUrl;
    },
    interfere: (next) => {
      choose = next ?? (() => null);
    },
    stop: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

function operationOf({ headers, method }: IncomingMessage): string {
  return String(headers['x-amz-target'] ?? method).replace(/^.*\./, '');
}

function refuseWith(response: ServerResponse, { status, type }: Fault & { kind: 'answer' }): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: type, message: 'made by the fault proxy' }));
}

/** Queues are named by URLs of the service itself: their users go on through the proxy. */
function withUrl(body: Buffer, serviceUrl: string, ownUrl: string): Buffer {
  return body.includes(serviceUrl) ? Buffer.from(body.toString('utf8').replaceAll(serviceUrl, ownUrl)) : body;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function forward(agent: Agent, serviceUrl: string, incoming: IncomingMessage, body: Buffer): Promise<Answered> {
  const { expect: _, 'transfer-encoding': __, ...headers } = incoming.headers;
  const outgoing = request(serviceUrl + incoming.url, {
    agent,
    method: incoming.method,
    headers: { ...headers, 'content-length': body.length },
  });
  // `once` hears the first error; the connection of a killed service may bring a second.
  outgoing.on('error', () => {});
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const { 'transfer-encoding': ___, connection: ____, 'keep-alive': _____, ...answerHeaders } = response.headers;
  return { status: response.statusCode ?? 0, headers: answerHeaders, body: await buffer(response) };
}
