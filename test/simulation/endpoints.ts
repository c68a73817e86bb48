import { createHmac, hash } from 'node:crypto';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { github } from '../../lambdas/providers/github.ts';
import { line } from '../../lambdas/providers/line.ts';
import { stripe } from '../../lambdas/providers/stripe.ts';
import type { HttpDelivery } from '../support/fake-inbox.ts';

/** Something that happened at a provider, however often it is delivered. */
export interface ProviderEvent {
  readonly endpoint: EndpointName;
  /** Key of the delivery's record, in a formula of its own. */
  readonly pk: string;
  /** Keys of the events that it carries; none when it is itself the event. */
  readonly items: readonly string[];
  readonly id: string;
  readonly body: string;
}

interface Endpoint {
  readonly provider: Provider;
  readonly event: (id: string, padding: string) => Omit<ProviderEvent, 'endpoint' | 'id'>;
  readonly sign: (event: ProviderEvent, secret: string, nowMs: number) => NonNullable<HttpDelivery['headers']>;
}

const json = ['content-type', 'application/json'] as const;
const hmac = (secret: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(text).digest(encoding);
const sha256 = (text: string, encoding: 'hex' | 'base64url') => hash('sha256', text, encoding);

/** The id is signed. */
const signedId = (name: string): Endpoint => ({
  provider: stripe,
  event: (id, padding) => ({
    pk: `v1#${name}#p:${id}`,
    items: [],
    body: `{"id":"${id}","type":"invoice.paid","padding":"${padding}"}`,
  }),
  sign: ({ body }, secret, nowMs) => {
    const seconds = Math.floor(nowMs / 1000);
    return [json, ['stripe-signature', `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`, 'hex')}`]];
  },
});

const definitions = {
  alpha: signedId('alpha'),
  /** Has events of the same ids as alpha. */
  beta: signedId('beta'),
  /** The id is not signed, so type and body are in the key beside it. */
  gamma: {
    provider: github,
    event: (id, padding) => {
      const body = `{"ref":"${id}","padding":"${padding}"}`;
      return { pk: `v1#gamma#p:${id}~${sha256(`push\n${sha256(body, 'hex')}`, 'base64url')}`, items: [], body };
    },
    sign: ({ id, body }, secret) => [
      json,
      ['x-github-delivery', id],
      ['x-github-event', 'push'],
      ['x-hub-signature-256', `sha256=${hmac(secret, body, 'hex')}`],
    ],
  },
  /** A delivery carries several events and has no id. */
  delta: {
    provider: line,
    event: (id, padding) => {
      const ids = [`${id}-1`, `${id}-2`];
      const body = `{"events":[${ids.map((item) => `{"type":"message","webhookEventId":"${item}"}`).join(',')}],"padding":"${padding}"}`;
      return { pk: `v1#delta#h:${sha256(body, 'base64url')}`, items: ids.map((item) => `v1#delta#p:${item}`), body };
    },
    sign: ({ body }, secret) => [json, ['x-line-signature', hmac(secret, body, 'base64')]],
  },
} satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof definitions;
export const endpoints: Readonly<Record<EndpointName, Endpoint>> = definitions;
export const endpointNames = Object.keys(endpoints) as [EndpointName, ...EndpointName[]];

export const providerEvent = (endpoint: EndpointName, id: string, padding = ''): ProviderEvent => ({
  endpoint,
  id,
  ...endpoints[endpoint].event(id, padding),
});
