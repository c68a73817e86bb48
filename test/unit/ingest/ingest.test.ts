import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventKeyWithBody } from '../../../lambdas/idempotency/event-key.ts';
import { decodeBody, maxMessageBytes } from '../../../lambdas/processing/event-message.ts';
import { github } from '../../../lambdas/providers/github.ts';
import { stripe } from '../../../lambdas/providers/stripe.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox } from '../../support/fake-inbox.ts';
import { hmacHex, stripeDelivery, stripeSecret } from '../../support/sign-by-hand.ts';

const githubSecret = 'a-secret-of-github';
const paid = '{"id":"evt_1","type":"invoice.paid","data":{"object":{"amount_paid":1}}}';

let inbox: FakeInbox;
beforeEach(() => {
  inbox = createFakeInbox({
    endpoints: { stripe: { provider: stripe }, github: { provider: github } },
    secrets: { stripe: stripeSecret, github: githubSecret },
  });
});

const deliver = (body: string | Buffer = paid, secret = stripeSecret) =>
  inbox.handle(apiEvent('stripe', stripeDelivery(body, inbox.clock.nowMs, secret)), context);

const complete = async (pk: string) => {
  const nowMs = inbox.clock.nowMs;
  await inbox.store.claim({ pk, leaseToken: 'lease', leaseUntilMs: nowMs + 1000, nowMs });
  await inbox.store.complete({ pk, leaseToken: 'lease', nowMs });
};

describe('ingest of a signed delivery', () => {
  it('records it, queues it verbatim and answers 200', async () => {
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.received).toEqual(['v1#stripe#p:evt_1']);
    expect(inbox.messages).toHaveLength(1);
    expect(inbox.messages[0]).toMatchObject({
      queueUrl: 'queue:stripe',
      body: paid,
      attributes: {
        endpoint: { StringValue: 'stripe' },
        eventId: { StringValue: 'evt_1' },
        eventType: { StringValue: 'invoice.paid' },
        encoding: { StringValue: 'text' },
      },
    });
    expect(inbox.lines).toMatchObject([{ outcome: 'accepted', status: 200, eventId: 'evt_1', secretIndex: 0 }]);
  });

  it('hands the content type and the trace of the delivery on', async () => {
    const delivery = stripeDelivery(paid, inbox.clock.nowMs, stripeSecret);
    const headers = [
      ...(delivery.headers ?? []),
      ['content-type', 'text/json'],
      ['x-amzn-trace-id', 'Root=1-2'],
    ] as const;
    const event = apiEvent('stripe', { ...delivery, headers: [...new Map(headers)] });
    await inbox.handle(event, context);
    expect(inbox.messages[0]).toMatchObject({
      attributes: { contentType: { StringValue: 'text/json' } },
      traceHeader: 'Root=1-2',
    });
    delete event.headers['x-amzn-trace-id'];
    delete event.headers['content-type'];
    await inbox.handle(event, context);
    expect(inbox.messages[1]?.attributes).not.toHaveProperty('contentType');
    expect(inbox.messages[1]?.traceHeader).toBeNull();
  });

  it('writes the type and the hash of its body into the record', async () => {
    await deliver();
    const record = await inbox.store.read('v1#stripe#p:evt_1');
    const bodySha256 = createHash('sha256').update(paid).digest('hex');
    expect(record).toMatchObject({ eventType: 'invoice.paid', bodySha256 });
  });

  it('has type and body in its key where the provider does not sign the id', async () => {
    const provider = { ...stripe, unsignedId: true as const };
    inbox = createFakeInbox({ endpoints: { stripe: { provider } }, secrets: { stripe: stripeSecret } });
    await deliver();
    const event = { eventId: 'evt_1', eventType: 'invoice.paid' };
    const bodySha256 = createHash('sha256').update(paid).digest('hex');
    expect(inbox.received).toEqual([eventKeyWithBody('stripe', event, bodySha256)]);
  });

  it('counts no other body where the record does not say which it was', async () => {
    await inbox.store.claim({ pk: 'v1#stripe#p:evt_1', leaseToken: 't', leaseUntilMs: 0, nowMs: inbox.clock.nowMs });
    await deliver();
    expect(inbox.lines[0]).toMatchObject({ outcome: 'accepted', counts: [] });
  });

  it('names what could not be reached', async () => {
    inbox.ports.sendMessage = () => Promise.reject(new Error('down'));
    await deliver();
    inbox.ports.putBody = () => Promise.reject(new Error('down'));
    await deliver(Buffer.alloc(maxMessageBytes + 1, 'x'));
    expect(inbox.lines).toMatchObject([{ reason: 'queue_unavailable' }, { reason: 'body_store_unavailable' }]);
  });

  it('queues a redelivery of an unfinished event again, so that no crash in between can lose it', async () => {
    await deliver();
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.messages).toHaveLength(2);
  });

  it('answers 200 and queues nothing when the event was completed', async () => {
    await deliver();
    await complete('v1#stripe#p:evt_1');
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.messages).toHaveLength(1);
    expect(inbox.lines[1]).toMatchObject({ outcome: 'duplicate', status: 200 });
  });

  it('keeps equal ids of two endpoints apart', async () => {
    await deliver('{"id":"abc","type":"t"}');
    await complete('v1#stripe#p:abc');
    const body = '{}';
    const headers: [string, string][] = [
      ['x-github-delivery', 'abc'],
      ['x-github-event', 'push'],
      ['x-hub-signature-256', `sha256=${hmacHex(githubSecret, body)}`],
    ];
    await inbox.handle(apiEvent('github', { headers, body }), context);
    expect(inbox.messages.map(({ queueUrl }) => queueUrl)).toEqual(['queue:stripe', 'queue:github']);
  });

  it('counts a known id with another body, and queues it', async () => {
    await deliver('{"id":"evt_1","n":1}');
    await deliver('{"id":"evt_1","n":2}');
    expect(inbox.lines[1]).toMatchObject({ outcome: 'accepted', counts: ['BodyMismatch'] });
    expect(inbox.messages).toHaveLength(2);
  });

  it.each([
    ['not JSON', 'hello'],
    ['an empty body', ''],
    ['JSON without an id', '{"type":"x"}'],
    ['an id of null', '{"id":null}'],
    ['an id that is an array', '{"id":["a"]}'],
    ['an id of 100 KB', `{"id":"${'x'.repeat(100_000)}"}`],
    ['100,000 levels of nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('queues %s under a hash', async (_, body) => {
    expect((await deliver(body)).statusCode).toBe(200);
    expect(inbox.messages[0]?.attributes.eventId?.StringValue).toMatch(/^h:[A-Za-z0-9_-]{43}$/);
  });

  it.each([
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a NUL', Buffer.from('{"a":"\u0000"}')],
    ['nothing', Buffer.alloc(0)],
    ['U+FFFE', Buffer.from('"\ufffe"')],
  ])('carries %s as base64, byte for byte', async (_, body) => {
    expect((await deliver(body)).statusCode).toBe(200);
    const [message] = inbox.messages;
    expect(message?.attributes.encoding?.StringValue).toBe('base64');
    expect(decodeBody('base64', message?.body ?? '')).toEqual(body);
  });

  it('keeps two ids apart that differ only beyond 2^53', async () => {
    await deliver('{"id":9007199254740993}');
    await deliver('{"id":9007199254740992}');
    expect(inbox.received).toEqual(['v1#stripe#p:9007199254740993', 'v1#stripe#p:9007199254740992']);
  });

  it('puts a body that does not fit a message into the bucket first, and sends a pointer', async () => {
    const body = Buffer.from(`{"id":"evt_1","fill":"${'x'.repeat(maxMessageBytes)}"}`);
    const order: string[] = [];
    const { putBody } = inbox.ports;
    inbox.ports.putBody = async (...args) => {
      order.push('bucket');
      return putBody(...args);
    };
    inbox.ports.store = {
      receive: async () => {
        order.push('table');
        return { kind: 'new' };
      },
    };
    expect((await deliver(body)).statusCode).toBe(200);
    expect(order).toEqual(['bucket', 'table']);
    expect(inbox.bodies[0]?.equals(body)).toBe(true);
    expect(inbox.messages[0]?.attributes.encoding?.StringValue).toBe('s3');
    expect(JSON.parse(inbox.messages[0]?.body ?? '')).toMatchObject({ size: body.length });
  });

  it('makes two network calls and no more', async () => {
    await deliver();
    const before = inbox.secretCalls.length;
    await deliver('{"id":"evt_2"}');
    expect(inbox.secretCalls).toHaveLength(before);
    expect(inbox.received).toHaveLength(2);
    expect(inbox.messages).toHaveLength(2);
  });
});

describe('ingest while something is down', () => {
  it('sends all the same when the table cannot be written', async () => {
    inbox.ports.store = { receive: () => Promise.reject(new Error('throttled')) };
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.messages).toHaveLength(1);
    expect(inbox.lines[0]).toMatchObject({ outcome: 'accepted', counts: ['IdempotencyStoreDegraded'] });
  });

  it('answers 503 with Retry-After when the queue cannot be reached, and the next delivery queues', async () => {
    const { sendMessage } = inbox.ports;
    inbox.ports.sendMessage = () => Promise.reject(new Error('unreachable'));
    const refused = await deliver();
    expect(refused.statusCode).toBe(503);
    expect(refused.headers).toHaveProperty('retry-after');
    inbox.ports.sendMessage = sendMessage;
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.messages).toHaveLength(1);
  });

  it('answers 503 and records nothing when the bucket cannot be reached', async () => {
    inbox.ports.putBody = () => Promise.reject(new Error('unreachable'));
    expect((await deliver(Buffer.alloc(2_000_000, 'x'))).statusCode).toBe(503);
    expect(inbox.received).toEqual([]);
  });

  it('answers 503 when no secret was ever set', async () => {
    inbox.secretVersions.set('arn:stripe', null);
    expect((await deliver()).statusCode).toBe(503);
    expect(inbox.lines[0]).toMatchObject({ outcome: 'unavailable', reason: 'secret_unset' });
    expect(inbox.received).toEqual([]);
  });

  it('answers 503 when the secret cannot be read and none is in memory', async () => {
    inbox.ports.secretValue = () => Promise.reject(new Error('unreachable'));
    expect((await deliver()).statusCode).toBe(503);
  });

  it.each(['', ' padded ', '{"current":null}', '[]', '[0]', '["ok",""]', 'undefined'])(
    'answers 500 and writes nothing when the secret is %j',
    async (current) => {
      inbox.secretVersions.set('arn:stripe', { current, currentSinceMs: 0, previous: null });
      const response = await deliver(paid, current);
      expect(response).toMatchObject({ statusCode: 500, body: '{"message":"Internal Server Error"}' });
      expect(inbox.received).toEqual([]);
      expect(inbox.messages).toEqual([]);
    },
  );
});

describe('ingest of what is not signed', () => {
  it('refuses it without a write, a message or a look at the secret', async () => {
    const response = await inbox.handle(apiEvent('stripe', { body: paid }), context);
    expect(response.statusCode).toBe(401);
    expect(inbox.secretCalls).toEqual([]);
    expect(inbox.received).toEqual([]);
    expect(inbox.messages).toEqual([]);
  });

  it('answers every failed authentication with the same bytes', async () => {
    const nowMs = inbox.clock.nowMs;
    const answers = await Promise.all(
      [
        { body: paid },
        stripeDelivery(paid, nowMs, 'whsec_of_somebody_else'),
        stripeDelivery(paid, nowMs - 301_000),
        stripeDelivery(paid, nowMs + 301_000),
        { ...stripeDelivery(paid, nowMs), body: paid.replace('1', '2') },
      ].map((delivery) => inbox.handle(apiEvent('stripe', delivery), context)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.statusCode).toBe(401);
    expect(inbox.received).toEqual([]);
  });

  it('leaves nothing behind that could suppress the genuine delivery', async () => {
    await deliver(paid, 'whsec_of_somebody_else');
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.messages).toHaveLength(1);
  });

  it('never prints secrets, payloads or signatures', async () => {
    await deliver('{"id":"evt_1","email":"ada@example.com"}');
    await deliver('{"id":"evt_1","email":"ada@example.com"}', 'whsec_of_somebody_else');
    for (const secret of [stripeSecret, 'ada@example.com', 'v1=']) expect(inbox.printed()).not.toContain(secret);
    expect(inbox.printed().split('\n')).toHaveLength(2);
  });

  it('answers 404 for a route that is not an endpoint, whatever the path says', async () => {
    const event = apiEvent('nope', stripeDelivery(paid, inbox.clock.nowMs));
    expect((await inbox.handle({ ...event, rawPath: '/hooks/stripe' }, context)).statusCode).toBe(404);
    const traversal = { ...apiEvent('stripe', { body: paid }), routeKey: 'POST /hooks/stripe/../github' };
    expect((await inbox.handle(traversal, context)).statusCode).toBe(404);
  });
});

describe('ingest while a secret is rotated', () => {
  it('takes deliveries signed with the previous secret for three days', async () => {
    const nowMs = inbox.clock.nowMs;
    inbox.secretVersions.set('arn:stripe', { current: 'whsec_new', currentSinceMs: nowMs, previous: stripeSecret });
    expect((await deliver()).statusCode).toBe(200);
    expect(inbox.lines[0]).toMatchObject({ secretIndex: 1 });
  });

  it('refuses the previous secret when the rotation is long over', async () => {
    const currentSinceMs = inbox.clock.nowMs - 3 * 24 * 3600_000 - 1;
    inbox.secretVersions.set('arn:stripe', { current: 'whsec_new', currentSinceMs, previous: stripeSecret });
    expect((await deliver()).statusCode).toBe(401);
  });

  it('takes any secret of a list', async () => {
    const current = JSON.stringify(['whsec_new', stripeSecret]);
    inbox.secretVersions.set('arn:stripe', { current, currentSinceMs: 0, previous: null });
    expect((await deliver()).statusCode).toBe(200);
  });

  it('looks again, once a minute at most, when a signature matches no secret in memory', async () => {
    await deliver();
    inbox.secretVersions.set('arn:stripe', { current: 'whsec_new', currentSinceMs: 0, previous: null });
    expect((await deliver(paid, 'whsec_new')).statusCode).toBe(401);
    inbox.clock.nowMs += 61_000;
    expect((await deliver(paid, 'whsec_new')).statusCode).toBe(200);
    const calls = inbox.secretCalls.length;
    await deliver(paid, 'whsec_of_somebody_else');
    expect(inbox.secretCalls).toHaveLength(calls);
  });
});
