import { createHmac } from 'node:crypto';
import { verifyWebhookSignature } from 'creem/webhooks.js';
import { describe, expect, it } from 'vitest';
import { creem } from '../../lambdas/providers/creem.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import { apiEvent, context, createFakeInbox } from '../support/fake-inbox.ts';
import { requestOf } from '../support/webhook-request.ts';

const body = '{"id":"evt_1","eventType":"checkout.completed","object":{"id":"ch_1","note":"Zoë"}}';
/** The vendor’s code looks at the clock itself. */
const now = Math.floor(Date.now() / 1000);
const long = now - 3600;

const older = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');
const newer = (key: Buffer, id = 'msg_1', seconds = now) =>
  `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;

const random = Buffer.alloc(24, 'creem');
/** Each with the key that the vendor’s code reads from it for the newer form; null where that fails. */
const secrets: Readonly<Record<string, { readonly secret: string; readonly key: Buffer | null }>> = {
  'base64 behind whsec_': { secret: `whsec_${random.toString('base64')}`, key: random },
  'base64 without its padding': {
    secret: 'whsec_4XmqBo2bKvY7DBv5XYhvBE',
    key: Buffer.from('4XmqBo2bKvY7DBv5XYhvBE', 'base64'),
  },
  'base64 alone': { secret: random.toString('base64'), key: random },
  'hexadecimal, which can be read as base64': {
    secret: 'c0ffee'.repeat(8),
    key: Buffer.from('c0ffee'.repeat(8), 'base64'),
  },
  'text that is no base64': { secret: 'chosen-by-hand!', key: null },
  'base64 of an impossible length': { secret: 'whsec_4XmqBo2bKvY7DBv5XYhvB', key: null },
  'text behind whsec_': { secret: 'whsec_chosen-by-hand', key: null },
  'text that looks like a public key': { secret: 'whpk_AQIDBAUG', key: null },
};

type Headers = Readonly<Record<string, string>>;
type Choices = readonly (string | undefined)[];

/** Every combination of these headers, most of which no one ever sends. */
function combinations(choices: Readonly<Record<string, Choices>>): readonly Headers[] {
  return Object.entries(choices).reduce<Record<string, string>[]>(
    (all, [name, values]) =>
      all.flatMap((headers) => values.map((value) => (value === undefined ? headers : { ...headers, [name]: value }))),
    [{}],
  );
}

const accepts = (headers: Headers, secret: string) =>
  verify(creem.verification, requestOf(body, { headers }), [secret], now * 1000).verified;

const vendorAccepts = (headers: Headers, secret: string) =>
  verifyWebhookSignature(body, headers, secret).then(
    () => true,
    () => false,
  );

/** What strangers can try who do not know the secret. */
const guesses = [Buffer.alloc(0), Buffer.alloc(1), Buffer.from('creem'), Buffer.from('whsec_')];

describe.each(Object.entries(secrets))('a Creem endpoint whose secret is %s', (_, { secret, key }) => {
  it('accepts and refuses what the vendor’s package does, whichever headers come together', async () => {
    const own = key ?? Buffer.from(secret);
    const all = combinations({
      'webhook-id': [undefined, '', 'msg_1', 'msg_2'],
      'webhook-timestamp': [undefined, '', 'soon', String(now), String(long)],
      'webhook-signature': [
        undefined,
        '',
        'v1,',
        older(secret),
        newer(Buffer.from('another')),
        newer(own),
        `${newer(Buffer.from('another'))} ${newer(own)}`,
        newer(own, 'msg_1', long),
        newer(Buffer.from(`${secret} `)),
        newer(own).replace('v1,', 'v1a,'),
      ],
      'creem-signature': [undefined, '', older(secret), older(`${secret}.`), newer(own)],
    });
    const differing: Headers[] = [];
    let accepted = 0;
    for (const headers of all) {
      const ours = accepts(headers, secret);
      if (ours !== (await vendorAccepts(headers, secret))) differing.push(headers);
      if (ours) accepted += 1;
    }
    expect(differing).toEqual([]);
    expect(accepted).toBeGreaterThan(20);
  });

  it('takes the newer form exactly when its secret can be read so', () => {
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now) };
    for (const reading of [key, Buffer.from(secret), ...guesses]) {
      const isKey = reading !== null && reading === key;
      expect(accepts({ ...headers, 'webhook-signature': newer(reading ?? Buffer.alloc(0)) }, secret)).toBe(isKey);
    }
  });

  it('answers a stranger’s newer form with the constant 401, and the owner’s older form as before', async () => {
    const inbox = createFakeInbox({
      endpoints: { creem: { provider: creem } },
      secrets: { creem: secret },
      nowMs: now * 1000,
    });
    const send = (headers: Headers) =>
      inbox.handle(apiEvent('creem', { headers: Object.entries(headers), body }), context);
    const type = { 'content-type': 'application/json' };
    const beside: readonly Headers[] = [{}, { 'creem-signature': older(secret) }];
    for (const signature of ['v1,', 'v1,AAAA', 'v1a,AAAA', 'x', older('guess'), ...guesses.map((one) => newer(one))]) {
      for (const more of beside) {
        const answer = await send({
          ...type,
          'webhook-id': 'msg_1',
          'webhook-timestamp': String(now),
          'webhook-signature': signature,
          ...more,
        });
        expect(answer).toMatchObject({ statusCode: 401, body: '{"message":"Unauthorized"}' });
      }
    }
    expect([inbox.messages, inbox.received]).toEqual([[], []]);
    expect(inbox.printed()).not.toContain('ConfigurationError');
    expect(await send({ ...type, 'creem-signature': older(secret) })).toMatchObject({ statusCode: 200 });
    expect(inbox.messages).toHaveLength(1);
  });
});

it('a Creem event is the same event in either form', async () => {
  const { secret, key } = { key: null, ...secrets['base64 behind whsec_'] };
  const inbox = createFakeInbox({
    endpoints: { creem: { provider: creem } },
    secrets: { creem: secret ?? null },
    nowMs: now * 1000,
  });
  const forms = [
    { 'creem-signature': older(secret ?? '') },
    { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now), 'webhook-signature': newer(key ?? random) },
  ];
  for (const headers of forms) {
    const answer = await inbox.handle(apiEvent('creem', { headers: Object.entries(headers), body }), context);
    expect(answer.statusCode).toBe(200);
  }
  expect(inbox.received).toEqual(['v1#creem#p:evt_1', 'v1#creem#p:evt_1']);
});
