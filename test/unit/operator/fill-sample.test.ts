import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Sample } from '../../../lambdas/providers/define-provider.ts';
import { identify } from '../../../lambdas/providers/identify.ts';
import { fillSample } from '../../../operator/fill-sample.ts';
import { findSample } from '../../../operator/find-sample.ts';
import { UsageError } from '../../../operator/operator-error.ts';
import { newKeys, signed } from '../../support/signed-delivery.ts';

const nowMs = Date.UTC(2026, 10, 25, 12);
const sample = (fields: Partial<Sample>): Sample => ({
  eventType: 'example.created',
  contentType: 'application/json',
  body: '{}',
  ...fields,
});
const bodyOf = (filled: { readonly body: Buffer }) => filled.body.toString();

function stripe() {
  const provider = catalogue.get('stripe');
  if (!provider) throw new Error('stripe is not in the catalogue');
  return provider;
}

describe('filling a sample', () => {
  it('puts one id into headers and body', () => {
    const filled = fillSample(
      sample({ headers: { 'X-Id': '{id}' }, body: '{"id":"{id}"}', id: 'evt_{random}' }),
      nowMs,
    );
    expect(filled.eventId).toMatch(/^evt_[A-Za-z0-9]{24}$/);
    expect(filled.headers.get('x-id')).toBe(filled.eventId);
    expect(bodyOf(filled)).toBe(`{"id":"${filled.eventId}"}`);
  });

  it('makes another id each time, and keeps the one it is given', () => {
    expect(fillSample(sample({}), nowMs).eventId).not.toBe(fillSample(sample({}), nowMs).eventId);
    expect(fillSample(sample({}), nowMs, 'evt_1').eventId).toBe('evt_1');
  });

  it.each([
    ['{now}', '1795608000'],
    ['{nowIso}', '2026-11-25T12:00:00.000Z'],
    ['{uuid}', expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)],
    ['{snowflake}', expect.stringMatching(/^\d{19}$/)],
    ['{unknown}', '{unknown}'],
  ])('fills %s', (placeholder, value) => {
    expect(bodyOf(fillSample(sample({ body: placeholder }), nowMs))).toEqual(value);
  });

  it('writes a snowflake whose time is now', () => {
    const id = BigInt(bodyOf(fillSample(sample({ body: '{snowflake}' }), nowMs)));
    expect(Number(id >> 22n) + 1_420_070_400_000).toBe(nowMs);
  });

  it('carries any id inside JSON unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const filled = fillSample(sample({ body: '{"id":"{id}"}' }), nowMs, id);
        expect(JSON.parse(bodyOf(filled))).toEqual({ id: id.toWellFormed() });
      }),
    );
  });

  it('carries any id inside a form unchanged', () => {
    const form = sample({ contentType: 'application/x-www-form-urlencoded', body: 'a=1&id={id}&b=2' });
    const fields = new URLSearchParams(bodyOf(fillSample(form, nowMs, 'a&b=c d+%')));
    expect(Object.fromEntries(fields)).toEqual({ a: '1', id: 'a&b=c d+%', b: '2' });
  });

  it('leaves no placeholder in any sample of the catalogue', () => {
    for (const provider of catalogue.values()) {
      for (const each of provider.samples) {
        const { headers, body } = fillSample(each, nowMs);
        expect(`${[...headers.values()].join()}${body}`).not.toMatch(
          /\{(?:id|now|nowMs|nowIso|random|uuid|snowflake|digits)\}/,
        );
      }
    }
  });

  const identified = [...catalogue.values()].filter(({ eventId, batch }) => eventId.length > 0 && !batch);

  it('is known by the id it was given, for every provider whose deliveries have one', () => {
    for (const provider of identified) {
      const { headers, body } = fillSample(provider.samples[0], nowMs, '4242424242');
      const draft = { method: 'POST', headers, rawQuery: '', publicUrl: 'https://a.example/h', rawBody: body };
      const { configured, signing } = newKeys(provider, 'own');
      // Where a token stands in the body, the id is part of it.
      const isToken = provider.verification.kind === 'jwt';
      const request = isToken ? signed(provider, { ...draft, secret: configured }, signing, nowMs) : draft;
      const { eventId } = identify(provider, request);
      // Some ids are made of several fields; Discord's webhook events have none at all, and Dropbox Sign's are known by all
      // that they say: their hash is one.
      const expected = ['discord', 'dropbox-sign'].includes(provider.name) ? /^h:/ : /(?:^|[^0-9])4242424242(?:$|:)/;
      expect([provider.name, eventId]).toEqual([provider.name, expect.stringMatching(expected)]);
    }
  });
});

describe('choosing a sample', () => {
  it('takes the first without an event type, and the one that is named', () => {
    expect(findSample(stripe(), undefined).eventType).toBe('invoice.paid');
    expect(findSample(stripe(), 'customer.created').eventType).toBe('customer.created');
  });

  it('suggests the nearest type and lists all of them', () => {
    const choose = () => findSample(stripe(), 'invoice.payed');
    expect(choose).toThrow(UsageError);
    expect(choose).toThrow(/did you mean "invoice.paid"\?.*payment_intent\.succeeded, customer\.created/);
  });
});
