import { describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../../../lambdas/providers/define-provider.ts';
import { identify } from '../../../../lambdas/providers/identify.ts';
import { bodyField } from '../../../../lambdas/verification/parts.ts';
import { type Canary, prepareCanary } from '../../../../operator/doctor/prepare-canary.ts';
import { newKeys, publicUrl } from '../../../support/signed-delivery.ts';
import { createInbox, messageRecord, toRecord } from '../../processing/inbox.ts';
import { endpointOf } from '../inbox-fixture.ts';

const nowMs = Date.UTC(2026, 10, 26, 12);

function canaryOf(provider: Provider, unmarked = false): Canary | null {
  const { signing, configured, published } = newKeys(provider, 'own');
  const plan = { secret: signing, configured: published.length > 0 ? configured : null, unmarked };
  return prepareCanary({ endpoint: endpointOf(provider, { publicUrl }), url: publicUrl, ...plan }, nowMs);
}

/** Has the processor of the provider's endpoint process the delivery, and the events that it is split into. */
async function process(provider: Provider, { delivery }: Canary) {
  const handler = vi.fn();
  const { name, batch = null, unsignedId: bodyInKey = false } = provider;
  const inbox = createInbox({ '*': handler }, { settings: { endpoint: name, batch, bodyInKey } });
  const { headers, rawBody: body } = delivery;
  const request = { method: 'POST', headers: new Map(Object.entries(headers)), rawQuery: '', publicUrl, rawBody: body };
  const contentType = headers['content-type'] ?? null;
  const failed = await inbox.run([
    messageRecord({ endpoint: name, ...identify(provider, request), contentType, body }),
  ]);
  const parts = await inbox.run(inbox.queue.map((message, index) => toRecord(message, `part${index}`)));
  return { handler, inbox, failed: [...failed, ...parts] };
}

const all = [...catalogue.values()];
const marked = all.flatMap((provider) => {
  const canary = canaryOf(provider);
  return canary ? [{ provider, canary }] : [];
});

describe('the canary of a provider', () => {
  it('is seen by no handler, and completes the very records that are looked at', async () => {
    for (const { provider, canary } of marked) {
      const { handler, inbox, failed } = await process(provider, canary);
      expect([provider.name, handler.mock.calls.length, failed]).toEqual([provider.name, 0, []]);
      const records = await Promise.all(canary.keys.map(inbox.store.read));
      expect([provider.name, ...records.map((record) => record?.status)]).toEqual([
        provider.name,
        ...canary.keys.map(() => 'COMPLETED'),
      ]);
    }
  });

  it('can be made for most of them', () => {
    const none = all.filter((provider) => !marked.some((one) => one.provider === provider));
    expect(marked.length).toBeGreaterThan(all.length * 0.75);
    // Neither has an event type; Xero’s is made of two fields.
    expect(none.map(({ name }) => name)).toEqual(expect.arrayContaining(['twilio', 'airtable', 'xero']));
    expect(marked.map(({ provider }) => provider.name)).toEqual(
      expect.arrayContaining(['stripe', 'github', 'shopify', 'sendgrid', 'adyen', 'slack', 'twitch', 'affirm']),
    );
  });

  it('is another event each time', () => {
    const keys = marked.map(({ provider }) => [canaryOf(provider)?.keys[0], provider.name]);
    const before = new Set(marked.map(({ canary }) => canary.keys[0]));
    expect(keys.filter(([key]) => key !== undefined && before.has(key)).map(([, name]) => name)).toEqual([]);
  });

  it('is none where it would be answered as a handshake', () => {
    const stripe = catalogue.get('stripe');
    if (!stripe) throw new Error('Stripe is in the catalogue');
    const when = [{ part: bodyField('object'), equals: 'event' }];
    const handshakes = [{ name: 'greeting', signed: true, when, answer: { status: 200 } }];
    expect(canaryOf({ ...stripe, handshakes })).toBeNull();
  });

  it('gives way to a sample only when asked to', () => {
    const twilio = catalogue.get('twilio');
    if (!twilio) throw new Error('Twilio is in the catalogue');
    expect(canaryOf(twilio)).toBeNull();
    expect(canaryOf(twilio, true)).toMatchObject({ marked: false });
  });
});
