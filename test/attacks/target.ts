import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { expect } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox, type HttpDelivery } from '../support/fake-inbox.ts';
import { draftOf, type Keys, newKeys, signed } from '../support/signed-delivery.ts';

type Response = APIGatewayProxyStructuredResultV2;

/** Endpoints of the inbox under attack, each named by its provider; `-two` is a second one of the same kind and secret. */
const names = [
  'stripe',
  'github',
  'github-two',
  'standard-webhooks',
  'discord',
  'shopify',
  'slack',
  'twilio',
  'aws-sns',
];
export type EndpointName = string;

function providerOf(endpoint: EndpointName): Provider {
  const provider = catalogue.get(endpoint.replace(/-two$/, ''));
  if (!provider) throw new Error(`the catalogue has no provider for the endpoint ${endpoint}`);
  return provider;
}

export interface Target {
  readonly inbox: FakeInbox;
  readonly nowMs: number;
  /** What the provider signs with, and what is configured. */
  readonly keys: (endpoint: EndpointName) => Keys;
  /** Delivered as API Gateway hands it over; the endpoint's secret is in memory already. */
  readonly send: (endpoint: EndpointName, delivery: HttpDelivery) => Promise<Response>;
  readonly sendEvent: (event: APIGatewayProxyEventV2) => Promise<Response>;
  /** URLs that were asked for. */
  readonly asked: string[];
  /** Fails unless the answer is the constant 401 and nothing was written, sent, read or asked for. */
  readonly refused: (response: Response) => void;
  /** Fails unless the answer is 2xx and so many messages, with as many writes, came of it. */
  readonly accepted: (response: Response, count?: number) => void;
  readonly checkLog: () => void;
}

export function createTarget(): Target {
  const shared = new Map(names.map((name) => [name, newKeys(providerOf(name), 'own')]));
  const inbox = createFakeInbox({
    endpoints: Object.fromEntries(names.map((name) => [name, { provider: providerOf(name) }])),
    secrets: Object.fromEntries([...shared].map(([name, { configured }]) => [name, configured])),
  });
  const { nowMs } = inbox.clock;
  const asked: string[] = [];
  inbox.ports.fetchKey = async ({ url }) => {
    asked.push(url);
    throw new Error('nothing may be asked for');
  };
  const sent: { readonly body: string; readonly signatures: readonly string[] }[] = [];
  const keys = (endpoint: EndpointName): Keys => {
    const found = shared.get(endpoint);
    if (!found) throw new Error(`no endpoint is called ${endpoint}`);
    return found;
  };
  const forget = () => {
    for (const list of [inbox.messages, inbox.received, inbox.lines, inbox.secretCalls, asked]) list.length = 0;
  };
  const warm = new Set<EndpointName>();
  const warmUp = async (endpoint: EndpointName) => {
    if (warm.has(endpoint) || endpoint === 'aws-sns') return;
    warm.add(endpoint);
    const provider = providerOf(endpoint);
    const { headers, rawQuery, rawBody } = signed(
      provider,
      draftOf(provider.samples[0], { nowMs, publicUrl: `https://hooks.example.com/hooks/${endpoint}` }),
      keys(endpoint).signing,
      nowMs,
    );
    const before = { messages: [...inbox.messages], received: [...inbox.received], lines: [...inbox.lines] };
    await inbox.handle(apiEvent(endpoint, { headers: [...headers], rawQuery, body: rawBody }), context);
    forget();
    inbox.messages.push(...before.messages);
    inbox.received.push(...before.received);
    inbox.lines.push(...before.lines);
  };
  const sendEvent = async (event: APIGatewayProxyEventV2) => {
    sent.push({ body: bodyOf(event), signatures: signaturesOf(event) });
    return inbox.handle(event, context);
  };
  return {
    inbox,
    nowMs,
    keys,
    asked,
    sendEvent,
    send: async (endpoint, delivery) => {
      await warmUp(endpoint);
      return sendEvent(apiEvent(endpoint, delivery));
    },
    refused: (response) => {
      const headers = { 'content-type': 'application/json' };
      expect(response).toEqual({ statusCode: 401, headers, body: '{"message":"Unauthorized"}' });
      expect({ messages: inbox.messages, received: inbox.received, asked }).toEqual({
        messages: [],
        received: [],
        asked: [],
      });
      expect(inbox.secretCalls.filter((arn) => arn !== 'arn:aws-sns')).toEqual([]);
    },
    accepted: (response, count = 1) => {
      expect(String(response.statusCode)).toMatch(/^2\d\d$/);
      expect(inbox.messages).toHaveLength(count);
      expect(inbox.received).toHaveLength(count);
    },
    checkLog: () => {
      const printed = inbox.printed();
      expect(printed.split('\n').filter((line) => line !== '')).toHaveLength(sent.length);
      for (const line of printed.split('\n').filter((text) => text !== ''))
        expect(() => JSON.parse(line)).not.toThrow();
      const secrets = [...shared.values()].flatMap(({ configured }) => encodings(configured));
      const forbidden = [...secrets, ...sent.flatMap(({ body, signatures }) => [...signatures, body])];
      for (const text of forbidden.filter(({ length }) => length >= 16)) expect(printed).not.toContain(text);
    },
  };
}

const bodyOf = ({ body = '' }: APIGatewayProxyEventV2) => (body.length >= 60 ? body : '');

function signaturesOf({ headers }: APIGatewayProxyEventV2): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => /sign|hmac|authorization/i.test(name))
    .flatMap(([, value]) => String(value).match(/[A-Za-z0-9+/_-]{24,}/g) ?? []);
}

const encodings = (secret: string) => {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)];
};

const base = (key: string | Buffer, ...content: (string | Buffer)[]) =>
  createHmac('sha256', key).update(Buffer.concat(content.map((piece) => Buffer.from(piece))));

/** Straight-line HMAC-SHA256, in hex. */
export const macHex = (key: string | Buffer, ...content: (string | Buffer)[]) => base(key, ...content).digest('hex');
/** The same in base64. */
export const macBase64 = (key: string | Buffer, ...content: (string | Buffer)[]) =>
  base(key, ...content).digest('base64');

export const json = ['content-type', 'application/json'] as const;
export const paid = '{"id":"evt_1","type":"invoice.paid","data":{"object":{"amount_paid":1099}}}';
export const seconds = (ms: number) => String(Math.floor(ms / 1000));

/** Signed by hand, as the provider does it. */
export const signedBy = {
  stripe: ({ keys, nowMs }: Target, body: string | Buffer = paid, timestamp = seconds(nowMs)): HttpDelivery => {
    const signature = macHex(keys('stripe').signing, timestamp, '.', body);
    return { headers: [json, ['stripe-signature', `t=${timestamp},v1=${signature}`]], body };
  },
  github: ({ keys }: Target, body: string | Buffer = paid, id = 'guid-1'): HttpDelivery => ({
    headers: [
      json,
      ['x-github-delivery', id],
      ['x-github-event', 'push'],
      ['x-hub-signature-256', `sha256=${macHex(keys('github').signing, body)}`],
    ],
    body,
  }),
  shopify: ({ keys }: Target, body: string | Buffer = paid): HttpDelivery => ({
    headers: [json, ['x-shopify-event-id', 'e1'], ['x-shopify-hmac-sha256', macBase64(keys('shopify').signing, body)]],
    body,
  }),
  slack: ({ keys, nowMs }: Target, body: string, type: string, timestamp = seconds(nowMs)): HttpDelivery => ({
    headers: [
      ['content-type', type],
      ['x-slack-request-timestamp', timestamp],
      ['x-slack-signature', `v0=${macHex(keys('slack').signing, `v0:${timestamp}:`, body)}`],
    ],
    body,
  }),
  standard: ({ keys, nowMs }: Target, body: string | Buffer = paid, timestamp = seconds(nowMs)): HttpDelivery => {
    const key = Buffer.from(keys('standard-webhooks').signing.replace(/^whsec_/, ''), 'base64');
    const signature = macBase64(key, `msg_1.${timestamp}.`, body);
    return {
      headers: [
        json,
        ['webhook-id', 'msg_1'],
        ['webhook-timestamp', timestamp],
        ['webhook-signature', `v1,${signature}`],
      ],
      body,
    };
  },
};

/** The delivery with one header changed, or taken out. */
export function withHeader(delivery: HttpDelivery, name: string, value: string | null): HttpDelivery {
  const others = (delivery.headers ?? []).filter(([one]) => one !== name);
  return { ...delivery, headers: value === null ? others : [...others, [name, value]] };
}

export const headerOf = (delivery: HttpDelivery, name: string): string =>
  delivery.headers?.find(([one]) => one === name)?.[1] ?? '';
