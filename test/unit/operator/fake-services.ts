import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (input: Record<string, unknown>) => unknown;

export interface FakeServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function startHttpServer(
  answer: (request: { headers: IncomingMessage['headers']; body: Buffer }, response: ServerResponse) => void,
): Promise<FakeServer> {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    answer({ headers: incoming.headers, body: Buffer.concat(chunks) }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An error that the fake service answers with. */
export class ServiceError extends Error {
  readonly fields: object;

  constructor(type: string, fields: object = {}) {
    super(type);
    this.fields = fields;
  }
}

/** A service of AWS's JSON protocol: one function per operation. */
export function startJsonService(operations: Readonly<Record<string, Answer>>): Promise<FakeServer> {
  return startHttpServer(({ headers, body }, response) => {
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    try {
      const answer = operations[operation];
      if (!answer) throw new ServiceError('UnknownOperationException', { message: operation });
      response.end(JSON.stringify(answer(JSON.parse(body.toString()) as Record<string, unknown>) ?? {}));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      response.writeHead(400).end(JSON.stringify({ __type: error.message, ...error.fields }));
    }
  });
}
