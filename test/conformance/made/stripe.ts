import Stripe from 'stripe';
import { accept, type Draft, now, reject, vector } from './draft.ts';

const secret = 'whsec_made_5b1f0c7d9e3a4860b2d4f6a8c0e1f3a5';
const older = 'whsec_made_00aa11bb22cc33dd44ee55ff66aa77bb';
const { webhooks } = new Stripe('sk_test_unused');

/** By Stripe's own library. */
const signedAt = (payload: string, timestamp: number, key = secret) =>
  webhooks.generateTestHeaderString({ payload, secret: key, timestamp });

const body = `{
  "id": "evt_1Made00000000000000000001",
  "object": "event",
  "data": { "object": { "id": "in_1", "number": "№ 7 – Grüße 👋", "total": 12345678901234567890 } },
  "type": "invoice.paid"
}`;
const id = 'evt_1Made00000000000000000001';
const thin =
  '{"id":"evt_test_65UthinMade","object":"v2.core.event","type":"v2.core.account_person.updated","livemode":false,"created":"2026-11-24T10:00:00.000Z","context":null,"related_object":{"id":"person_1","type":"v2.core.account_person","url":"/v2/core/accounts/acct_1/persons/person_1"}}';

const draft = (name: string, signature: string, rest: Partial<Draft> & Pick<Draft, 'expect'>): Draft => ({
  name,
  secrets: [secret],
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': signature },
  body,
  ...rest,
});

const genuine = signedAt(body, now);
const mac = genuine.split('v1=')[1] ?? '';
const zeros = 'v1='.padEnd(67, '0');

export const stripe = [
  draft('thin-event', signedAt(thin, now), {
    body: thin,
    expect: accept('a v2 event has its own id and type too', 'evt_test_65UthinMade', 'v2.core.account_person.updated'),
  }),
  draft('pretty-printed-unicode', genuine, {
    expect: accept('white space, unicode and a number beyond 2^53 are signed as they are', id, 'invoice.paid'),
  }),
  draft('exactly-300s-old', signedAt(body, now - 300), {
    expect: accept('the boundary belongs to the window', id, 'invoice.paid'),
  }),
  draft('exactly-300s-ahead', signedAt(body, now + 300), {
    expect: accept('so does the other one', id, 'invoice.paid'),
  }),
  draft('future-301s', signedAt(body, now + 301), {
    oracle: 'doc-only',
    expect: reject('a timestamp ahead of the clock is no fresher than one behind it'),
  }),
  draft('signed-while-the-secret-is-rolled', `${genuine},v1=${signedAt(body, now, older).split('v1=')[1]}`, {
    secrets: [older],
    expect: accept('one v1 for each active secret; ours is the second', id, 'invoice.paid'),
  }),
  draft('tenth-signature', `t=${now},${`${zeros},`.repeat(9)}v1=${mac}`, {
    expect: accept('ten signatures are looked at', id, 'invoice.paid'),
  }),
  draft('eleventh-signature', `t=${now},${`${zeros},`.repeat(10)}v1=${mac}`, {
    oracle: 'doc-only',
    expect: reject('more signatures than any rotation needs'),
  }),
  draft('upper-case-hex', genuine.replace(mac, mac.toUpperCase()), {
    expect: reject('another encoding of the signature'),
  }),
  draft('signature-with-a-tail', `${genuine}zz`, { expect: reject('hex decoders stop at what they do not know') }),
  draft('two-timestamps', genuine.replace('t=', `t=${now - 9000},t=`), {
    oracle: 'doc-only',
    expect: reject('which one is signed is ambiguous'),
  }),
  draft('secret-decoded-from-base64', signedAt(body, now, Buffer.from(secret.slice(6), 'base64').toString('latin1')), {
    expect: reject('the key is the text of the secret, prefix included'),
  }),
].map(vector);
