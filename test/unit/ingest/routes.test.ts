import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createIngestHandler } from '../../../lambdas/ingest/handler.ts';
import type { IngestProvider } from '../../../lambdas/providers/ingest-provider.ts';
import { stripe } from '../../../lambdas/providers/stripe.ts';
import { header, rawBody, url } from '../../../lambdas/verification/parts.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { apiEvent, context, createFakeInbox, type FakeInboxOptions } from '../../support/fake-inbox.ts';

/** Signs its URL and its body. */
const provider: IngestProvider = {
  ...stripe,
  verification: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [url(), rawBody] }),
};
const inboxOf = (endpoint: Partial<FakeInboxOptions['endpoints'][string]> = {}) =>
  createFakeInbox({ endpoints: { acme: { provider, ...endpoint } }, secrets: { acme: 'secret' } });
const signedFor = (publicUrl: string, method = 'POST') => {
  const signature = createHmac('sha256', 'secret').update(`${publicUrl}{}`).digest('hex');
  return apiEvent('acme', { method, headers: [['x-sig', signature]], body: '{}' });
};

describe('the URL that a provider signs', () => {
  it('is that of the environment and the endpoint, or the one that the endpoint names', async () => {
    const own = 'https://hooks.example.com/hooks/acme';
    expect((await inboxOf().handle(signedFor(own), context)).statusCode).toBe(200);
    const named = inboxOf({ publicUrl: 'https://acme.example.org/in' });
    expect((await named.handle(signedFor('https://acme.example.org/in'), context)).statusCode).toBe(200);
    expect((await named.handle(signedFor(own), context)).statusCode).toBe(401);
  });
});

describe('a route', () => {
  const event = signedFor('https://hooks.example.com/hooks/acme');

  it.each([
    'xPOST /hooks/acme',
    'POST /hooks/acme/x',
    'POST /hooks/ACME',
    'POST /hooks/',
    'OPTIONS /hooks/acme',
    '$default',
  ])('that is not an endpoint’s is answered 404: %s', async (routeKey) => {
    expect((await inboxOf().handle({ ...event, routeKey }, context)).statusCode).toBe(404);
  });

  it('of an endpoint that has no queue is answered 404', async () => {
    const { ports } = inboxOf();
    const handle = createIngestHandler({ acme: { provider }, other: { provider } }, ports);
    expect((await handle({ ...event, routeKey: 'POST /hooks/other' }, context)).statusCode).toBe(404);
    expect((await handle(event, context)).statusCode).toBe(200);
  });
});

describe('a delivery by another method than POST', () => {
  const own = 'https://hooks.example.com/hooks/acme';

  it('is one where the provider delivers so, and none by any other', async () => {
    const inbox = inboxOf({ provider: { ...provider, deliveryMethods: ['PUT'] } });
    expect((await inbox.handle(signedFor(own, 'PUT'), context)).statusCode).toBe(200);
    expect((await inbox.handle(signedFor(own, 'PATCH'), context)).statusCode).toBe(401);
    expect(inbox.messages).toHaveLength(1);
  });
});
