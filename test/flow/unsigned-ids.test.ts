import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shopify } from '../../lambdas/providers/shopify.ts';
import { xero } from '../../lambdas/providers/xero.ts';
import { createFakeFlow } from '../support/fake-flow.ts';

const secret = 'shpss_0123456789abcdef0123456789abcdef';
const order = '{"id":1,"total_price":"9.00"}';

function shop() {
  const runs: string[] = [];
  const flow = createFakeFlow(
    'shopify',
    { endpoints: { shopify: { provider: shopify } }, secrets: { shopify: secret } },
    { '*': async ({ event }) => void runs.push(`${event.type} ${event.id} ${event.rawBody}`) },
  );
  const deliver = (id: string, topic: string, body = order) =>
    flow.deliver({
      headers: [
        ['content-type', 'application/json'],
        ['x-shopify-topic', topic],
        ['x-shopify-event-id', id],
        ['x-shopify-hmac-sha256', createHmac('sha256', secret).update(body).digest('base64')],
      ],
      body,
    });
  return { ...flow, deliver, runs };
}

describe('an id that is not signed', () => {
  it('knows a redelivery', async () => {
    const { deliver, drain, runs, queue } = shop();
    await deliver('evt_1', 'orders/create');
    await drain();
    expect(await deliver('evt_1', 'orders/create')).toBe(200);
    expect(queue).toEqual([]);
    expect(runs).toHaveLength(1);
  });

  it('keeps the topics of one action apart, even with the same bytes', async () => {
    const { deliver, drain, runs } = shop();
    await deliver('evt_1', 'orders/create');
    await drain();
    await deliver('evt_1', 'orders/paid');
    await drain();
    expect(runs).toEqual([`orders/create evt_1 ${order}`, `orders/paid evt_1 ${order}`]);
  });

  it('never lets a captured delivery, sent again under another event’s id, suppress that event', async () => {
    const { deliver, drain, runs } = shop();
    await deliver('evt_1', 'orders/create');
    // What somebody captured, under the id of an event that is still to come.
    await deliver('evt_2', 'orders/create');
    await drain();
    const genuine = '{"id":2,"total_price":"25.00"}';
    expect(await deliver('evt_2', 'orders/create', genuine)).toBe(200);
    await drain();
    expect(runs.at(-1)).toBe(`orders/create evt_2 ${genuine}`);
  });
});

it('items that share an id which is not unique are events of their own', async () => {
  const runs: string[] = [];
  const key = 'a-webhooks-key-0123456789';
  const flow = createFakeFlow(
    'xero',
    { endpoints: { xero: { provider: xero } }, secrets: { xero: key } },
    { '*': async ({ event }) => void runs.push(`${event.type} ${event.id}`) },
  );
  const change = (at: string) =>
    `{"resourceId":"r1","eventCategory":"CONTACT","eventType":"UPDATE","eventDateUtc":"2026-11-24T${at}"}`;
  const deliver = (body: string) =>
    flow.deliver({ headers: [['x-xero-signature', createHmac('sha256', key).update(body).digest('base64')]], body });
  await deliver(`{"events":[${change('10:00:00')}],"entropy":"a"}`);
  await flow.drain();
  // The first again, in another delivery, and a second change of the same contact.
  await deliver(`{"events":[${change('10:00:00')},${change('11:00:00')}],"entropy":"b"}`);
  await flow.drain();
  expect(runs).toEqual(['CONTACT.UPDATE r1', 'CONTACT.UPDATE r1']);
});
