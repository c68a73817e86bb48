import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server on a free port of this machine. */
export async function listen(listener: RequestListener): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const endpoint = (name: string) => ({
  provider: name,
  processor: name,
  path: `/hooks/${name}`,
  queue: `${name}Queue`,
  deadLetterQueue: `${name}Dead`,
  secret: `${name}Secret`,
});

export const metadata = {
  version: 1,
  table: 'Table',
  api: 'Api',
  endpoints: { stripe: endpoint('stripe'), github: endpoint('github') },
};

/** The state folder of a running inbox with endpoints stripe and github; `services` answers for all of AWS. */
export async function writeStateFolder(url: string, services: string) {
  const folder = await mkdtemp(join(tmpdir(), 'inbox-state-'));
  const template = join(folder, 'template.json');
  const journal = join(folder, 'journal.ndjson');
  const names = ['stripe', 'github'];
  const resources = Object.fromEntries([
    ['Table', 'inbox-table'],
    ...names.map((name) => [`${name}Queue`, `${services}/queue/${name}`]),
    ...names.map((name) => [`${name}Dead`, `${services}/queue/${name}-dead`]),
    ...names.map((name) => [`${name}Secret`, `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${name}`]),
  ]);
  const stack = {
    pid: process.pid,
    url,
    region: 'eu-central-1',
    services: { sqs: services, dynamodb: services, secretsmanager: services },
    template,
    resources,
    journal,
    publicUrls: {},
  };
  await writeFile(template, JSON.stringify({ Metadata: { WebhookInbox: metadata } }));
  await writeFile(join(folder, 'stack.json'), JSON.stringify(stack));
  return { folder, journal, remove: () => rm(folder, { recursive: true }) };
}

/** Secrets Manager over HTTP: GetSecretValue and PutSecretValue, as much as the SDK needs. */
export function secretsManager(): RequestListener {
  const versions = new Map<string, readonly string[]>();
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const input = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string | undefined>;
    const id = input.SecretId ?? '';
    const known = versions.get(id) ?? [];
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (request.headers['x-amz-target'] === 'secretsmanager.PutSecretValue') {
      versions.set(id, [input.SecretString ?? '', ...known].slice(0, 2));
      return response.end('{}');
    }
    const value = known[input.VersionStage === 'AWSPREVIOUS' ? 1 : 0];
    if (value !== undefined) {
      return response.end(JSON.stringify({ SecretString: value, CreatedDate: Date.now() / 1000 }));
    }
    return response.writeHead(400).end('{"__type":"ResourceNotFoundException"}');
  };
}
