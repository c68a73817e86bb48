import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { customProvider } from '../../../lambdas/providers/custom-provider.ts';
import type { Provider } from '../../../lambdas/providers/define-provider.ts';
import { header } from '../../../lambdas/verification/parts.ts';
import { basicAuth, standardWebhooks, token, unsigned } from '../../../lambdas/verification/schemes.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { createSender } from '../../../operator/deliver.ts';
import { UsageError } from '../../../operator/operator-error.ts';
import { type DeliveryPlan, prepareDelivery } from '../../../operator/prepare-delivery.ts';
import { type SendReport, type SentDelivery, send, summarize } from '../../../operator/send.ts';
import type { Tamper } from '../../../operator/tamper.ts';
import { providerNamed } from './inbox-fixture.ts';

const publicUrl = 'https://hooks.example.com/hooks/inbox';
const whsec = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const keys = generateKeyPairSync('ed25519');
const discordKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
const discordPem = keys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server on this machine; `answer` decides what becomes of each request. */
async function startServer(answer: (request: WebhookRequest, response: ServerResponse) => void): Promise<string> {
  const server = createServer(async (incoming, response) => answer(await toRequest(incoming), response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/inbox`;
}

async function toRequest(incoming: IncomingMessage): Promise<WebhookRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    headers: new Map(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    rawQuery: new URL(incoming.url ?? '/', 'http://127.0.0.1').search.slice(1),
    publicUrl,
    rawBody: Buffer.concat(chunks),
  };
}

/** Answers as an inbox would: 200 to what verifies, 401 to the rest. */
const startInbox = (provider: Provider, secret: string) =>
  startServer((request, response) => {
    const { verified } = verify(provider.verification, request, [secret], Date.now());
    response.writeHead(verified ? 200 : 401).end();
  });

function planOf(provider: Provider, url: string, secret: string, fields: Partial<DeliveryPlan> = {}): DeliveryPlan {
  return { provider, sample: provider.samples[0], target: { url, rawQuery: '', publicUrl }, secret, ...fields };
}

function ports(concurrency = 1, onDelivery?: (delivery: SentDelivery) => void) {
  const { deliver, close } = createSender(concurrency);
  closing.push(close);
  return { deliver, nowMs: Date.now, ...(onDelivery ? { onDelivery } : {}) };
}

const once = { count: 1, concurrency: 1 };

describe('sending', () => {
  it('delivers a sample that verifies, and says status, latency and id', async () => {
    const stripe = providerNamed('stripe');
    const url = await startInbox(stripe, whsec);
    const report = await send(planOf(stripe, url, whsec, { id: 'evt_1' }), once, ports());
    expect(report.deliveries).toEqual([{ status: 200, latencyMs: expect.any(Number), eventId: 'evt_1' }]);
    expect(report.asExpected).toBe(true);
  });

  it('keeps the query string of a given URL, signed where the provider signs URLs', async () => {
    const twilio = providerNamed('twilio');
    const url = await startInbox(twilio, 'auth-token');
    const plan = planOf(twilio, url, 'auth-token', { target: { url, rawQuery: 'flow=7', publicUrl } });
    expect((await send(plan, once, ports())).asExpected).toBe(true);
  });

  it('signs with the private key where the inbox holds the public one', async () => {
    const discord = providerNamed('discord');
    const url = await startInbox(discord, discordKey);
    expect((await send(planOf(discord, url, discordPem), once, ports())).asExpected).toBe(true);
  });

  it('gives every delivery an id of its own, and one that was chosen to all of them', async () => {
    const stripe = providerNamed('stripe');
    const url = await startInbox(stripe, whsec);
    const ids = async (id?: string) => {
      const report = await send(planOf(stripe, url, whsec, { id }), { count: 20, concurrency: 4 }, ports(4));
      return new Set(report.deliveries.map(({ eventId }) => eventId));
    };
    expect((await ids()).size).toBe(20);
    expect(await ids('evt_same')).toEqual(new Set(['evt_same']));
  });

  it('has no more deliveries under way than it was allowed', async () => {
    let underWay = 0;
    let most = 0;
    const url = await startServer((_, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        response.end();
      });
    });
    await send(planOf(providerNamed('stripe'), url, whsec), { count: 40, concurrency: 3 }, ports(3));
    expect(most).toBeLessThanOrEqual(3);
  });

  it('reports each answer as it comes', async () => {
    const seen: SentDelivery[] = [];
    const url = await startServer((_, response) => response.writeHead(503).end('busy'));
    const plan = planOf(providerNamed('stripe'), url, whsec);
    const report = await send(
      plan,
      { count: 3, concurrency: 1 },
      ports(1, (delivery) => seen.push(delivery)),
    );
    expect(seen.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(report.asExpected).toBe(false);
  });

  it('says why when no answer comes', async () => {
    const url = await startServer((_, response) => response.destroy());
    const report = await send(planOf(providerNamed('stripe'), url, whsec), once, ports());
    expect(report.deliveries[0]).toMatchObject({ status: null, reason: expect.stringMatching(/closed/) });
    expect(report.asExpected).toBe(false);

    const free = await startServer(() => {});
    await closing.pop()?.();
    const refused = await send(planOf(providerNamed('stripe'), free, whsec), once, ports());
    expect(refused.deliveries[0]).toMatchObject({ status: null, reason: 'nothing listens there' });
  });
});

const tampered: readonly [string, Provider, secret: string, configured: string, readonly Tamper[]][] = [
  ['stripe', providerNamed('stripe'), whsec, whsec, ['body', 'signature', 'timestamp']],
  ['github', providerNamed('github'), 'secret', 'secret', ['body', 'signature']],
  ['twilio', providerNamed('twilio'), 'secret', 'secret', ['body', 'signature']],
  ['slack', providerNamed('slack'), 'secret', 'secret', ['body', 'signature', 'timestamp']],
  ['shopify', providerNamed('shopify'), 'secret', 'secret', ['body', 'signature']],
  ['standard-webhooks', providerNamed('standard-webhooks'), whsec, whsec, ['body', 'signature', 'timestamp']],
  ['svix headers', customProvider('acme', standardWebhooks({ headerPrefix: 'svix' })), whsec, whsec, ['signature']],
  ['svix', providerNamed('svix'), whsec, whsec, ['body', 'signature', 'timestamp']],
  ['discord', providerNamed('discord'), discordPem, discordKey, ['body', 'signature']],
  ['a token', customProvider('acme', token(header('x-token'))), 'secret', 'secret', ['signature']],
  ['basic authentication', customProvider('acme', basicAuth()), 'ada:secret', 'ada:secret', ['signature']],
];

describe('tampering', () => {
  const cases = tampered.flatMap(([name, provider, secret, configured, tampers]) =>
    tampers.map((tamper) => ({ name, tamper, provider, secret, configured })),
  );

  it.each(cases)(
    'is refused with 401, as expected: $tamper of $name',
    async ({ provider, secret, configured, tamper }) => {
      const url = await startInbox(provider, configured);
      const report = await send(planOf(provider, url, secret, { tamper }), { count: 5, concurrency: 1 }, ports());
      expect(report.deliveries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
      expect(report.asExpected).toBe(true);
    },
  );

  it('changes one byte of the body and nothing else', () => {
    const plan = planOf(providerNamed('stripe'), 'http://127.0.0.1', whsec, { id: 'evt_1' });
    const now = Date.now();
    const [right, wrong] = [prepareDelivery(plan, now), prepareDelivery({ ...plan, tamper: 'body' }, now)];
    expect(wrong.headers).toEqual(right.headers);
    expect([...wrong.rawBody].filter((byte, index) => byte !== right.rawBody[index])).toHaveLength(1);
  });

  it('keeps a changed signature well-formed, so that it is compared and not merely misread', () => {
    for (const [, provider, secret, configured, tampers] of tampered) {
      if (!tampers.includes('signature')) continue;
      const delivery = prepareDelivery(
        planOf(provider, 'http://127.0.0.1', secret, { tamper: 'signature' }),
        Date.now(),
      );
      const request = {
        method: 'POST',
        rawQuery: '',
        publicUrl,
        ...delivery,
        headers: new Map(Object.entries(delivery.headers)),
      };
      expect(verify(provider.verification, request, [configured], Date.now())).toEqual({
        verified: false,
        reason: 'signature_mismatch',
      });
    }
  });

  it.each([
    ['timestamp', providerNamed('github'), /GitHub .*age/],
    ['timestamp', providerNamed('discord'), /Discord .*age/],
    ['body', customProvider('acme', token(header('x-token'))), /acme does not sign the body/],
    [
      'signature',
      customProvider('acme', unsigned({ reason: 'only reachable inside the house' })),
      /acme sends no signature/,
    ],
  ] as const)('says so when nobody could notice it: %s', (tamper, provider, sentence) => {
    const secret = provider.name === 'discord' ? discordPem : 'secret';
    const prepare = () => prepareDelivery(planOf(provider, 'http://127.0.0.1', secret, { tamper }), Date.now());
    expect(prepare).toThrow(UsageError);
    expect(prepare).toThrow(sentence);
  });

  it('says so when the time stands in a body that is sent as it is', () => {
    const given = { tamper: 'timestamp', body: Buffer.from('{"webhookTimestamp":1}') } as const;
    const prepare = () => prepareDelivery(planOf(providerNamed('linear'), 'http://127.0.0.1', 's', given), Date.now());
    expect(prepare).toThrow(/Linear writes the time into the body/);
  });
});

describe('the summary', () => {
  const delivery = (status: number | null, latencyMs: number): SentDelivery =>
    status === null ? { status, reason: 'gone', latencyMs, eventId: 'e' } : { status, latencyMs, eventId: 'e' };
  const report = (deliveries: readonly SentDelivery[]): SendReport => ({
    deliveries,
    durationMs: 2000,
    asExpected: true,
  });

  it('counts statuses and takes percentiles of what was answered', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => delivery(200, index + 1));
    expect(summarize(report([...hundred, delivery(null, 35_000), delivery(503, 100)]))).toEqual({
      statuses: { 200: 100, 503: 1, none: 1 },
      latencyMs: { p50: 51, p95: 96, p99: 100 },
      durationMs: 2000,
      perSecond: 51,
    });
  });

  it('has no percentiles when nothing was answered', () => {
    expect(summarize(report([delivery(null, 1)]))).toMatchObject({ statuses: { none: 1 }, latencyMs: null });
  });
});
