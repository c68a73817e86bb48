import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { createMemoryStore } from '../../lambdas/idempotency/memory-store.ts';
import type { IngestStore } from '../../lambdas/idempotency/store.ts';
import { createIngestHandler, type IngestHandler } from '../../lambdas/ingest/handler.ts';
import type { IngestPorts, QueuedMessage } from '../../lambdas/ingest/ingest-ports.ts';
import type { EndpointDefinition } from '../../lambdas/providers/ingest-provider.ts';
import type { JournalLine } from '../../lambdas/runtime/journal.ts';
import { formatLine } from '../../lambdas/runtime/journal.ts';
import type { SecretVersions } from '../../lambdas/runtime/secret-text.ts';

export interface FakeInboxOptions {
  readonly endpoints: Readonly<Record<string, EndpointDefinition>>;
  /** Endpoint → the secret's text, null for one never set. */
  readonly secrets?: Readonly<Record<string, string | null>>;
  readonly nowMs?: number;
  readonly publicUrlBase?: string;
}

/** The ingest handler over in-memory ports that record every call; a port replaced in `ports` plays a fault. */
export interface FakeInbox {
  readonly handle: IngestHandler;
  readonly messages: QueuedMessage[];
  readonly bodies: Buffer[];
  readonly lines: JournalLine[];
  /** Everything the journal would print. */
  readonly printed: () => string;
  readonly store: ReturnType<typeof createMemoryStore>;
  /** Keys of the records written or refused, in order. */
  readonly received: string[];
  readonly secretCalls: string[];
  /** What handshakes stored, each time the whole list. */
  readonly storedSecrets: string[][];
  readonly secretVersions: Map<string, SecretVersions | null>;
  readonly ports: { -readonly [K in keyof IngestPorts]: IngestPorts[K] };
  readonly clock: { nowMs: number };
}

export function createFakeInbox(options: FakeInboxOptions): FakeInbox {
  const clock = { nowMs: options.nowMs ?? 1_795_514_400_000 };
  const names = Object.keys(options.endpoints);
  const store = createMemoryStore();
  const messages: QueuedMessage[] = [];
  const bodies: Buffer[] = [];
  const lines: JournalLine[] = [];
  const received: string[] = [];
  const secretCalls: string[] = [];
  const storedSecrets: string[][] = [];
  const storedByToken = new Map<string, string>();
  const secretVersions = new Map<string, SecretVersions | null>(
    names.map((name) => {
      const current = options.secrets?.[name] ?? null;
      return [`arn:${name}`, current === null ? null : { current, currentSinceMs: 0, previous: null }];
    }),
  );
  const recording: IngestStore = {
    receive: (receipt) => {
      received.push(receipt.pk);
      return store.receive(receipt);
    },
  };
  const ports: FakeInbox['ports'] = {
    environment: {
      tableName: 'table',
      bodyBucket: 'bucket',
      publicUrlBase: options.publicUrlBase ?? 'https://hooks.example.com',
      endpoints: new Map(names.map((name) => [name, { queueUrl: `queue:${name}`, secretArn: `arn:${name}` }])),
    },
    store: recording,
    secretValue: async (arn) => {
      secretCalls.push(arn);
      const versions = secretVersions.get(arn);
      if (versions === undefined) throw new Error(`no endpoint has the secret ${arn}`);
      return versions;
    },
    storeSecret: async (arn, secrets, token) => {
      const value = JSON.stringify(secrets);
      const before = storedByToken.get(token) ?? value;
      storedByToken.set(token, before);
      if (before !== value) return false;
      storedSecrets.push([...secrets]);
      secretVersions.set(arn, { current: value, currentSinceMs: clock.nowMs, previous: null });
      return true;
    },
    fetchKey: async ({ url }) => {
      throw new Error(`no test answers for ${url}`);
    },
    trustedCertificates: () => ({ roots: [], intermediates: [] }),
    sendMessage: async (message) => {
      messages.push(message);
    },
    putBody: async (endpoint, rawBody) => {
      bodies.push(rawBody);
      return { bucket: 'bucket', key: `${endpoint}/1`, size: rawBody.length, sha256: 'sha256' };
    },
    nowMs: () => clock.nowMs,
    writeLine: (line) => lines.push(line),
  };
  const handler = createIngestHandler(options.endpoints, {
    ...ports,
    store: { receive: (...args) => ports.store.receive(...args) },
    secretValue: (arn) => ports.secretValue(arn),
    storeSecret: (...args) => ports.storeSecret(...args),
    fetchKey: (request) => ports.fetchKey(request),
    trustedCertificates: () => ports.trustedCertificates(),
    sendMessage: (...args) => ports.sendMessage(...args),
    putBody: (...args) => ports.putBody(...args),
  });
  const printed = () => lines.map((line) => formatLine(line, clock.nowMs)).join('\n');
  return {
    handle: handler,
    messages,
    bodies,
    lines,
    printed,
    store,
    received,
    secretCalls,
    storedSecrets,
    secretVersions,
    ports,
    clock,
  };
}

export interface HttpDelivery {
  readonly method?: string;
  /** Repeated names are joined with a comma, as API Gateway does. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly rawQuery?: string;
  readonly body?: Buffer | string;
}

/** Content types whose bodies API Gateway hands over as text. */
const textTypes = /^(?:text\/|application\/(?:json|xml|javascript)\b)/i;

/** The event API Gateway would invoke the function with, payload format 2.0. */
export function apiEvent(endpoint: string, delivery: HttpDelivery): APIGatewayProxyEventV2 {
  const { method = 'POST', headers = [], rawQuery = '', body = '' } = delivery;
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    joined[key] = joined[key] === undefined ? value : `${joined[key]},${value}`;
  }
  const bytes = Buffer.from(body);
  // Text that is not UTF-8 could not be handed over as text unharmed.
  const isText = textTypes.test(joined['content-type'] ?? '') && isUtf8(bytes);
  const path = `/hooks/${endpoint}`;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: rawQuery,
    headers: joined,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: joined['user-agent'] ?? '' },
      requestId: 'request',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '24/Nov/2026:10:00:00 +0000',
      timeEpoch: 1_795_514_400_000,
    },
    ...(bytes.length > 0 ? { body: isText ? bytes.toString('utf8') : bytes.toString('base64') } : {}),
    isBase64Encoded: bytes.length > 0 && !isText,
  };
}

export const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => 10_000 } as Context;
