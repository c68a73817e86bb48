import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../../lambdas/providers/define-provider.ts';
import { apiEvent, context, createFakeInbox, type HttpDelivery } from '../../support/fake-inbox.ts';

const nowMs = 1_795_514_400_000;

function providerNamed(name: string): Provider {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  return provider;
}

function inboxOf(name: string, secret: string | null, settings: Record<string, string> = {}) {
  const inbox = createFakeInbox({
    endpoints: { acme: { provider: providerNamed(name), settings } },
    secrets: { acme: secret },
    nowMs,
  });
  const deliver = (delivery: HttpDelivery) => inbox.handle(apiEvent('acme', delivery), context);
  const untouched = () => ({ messages: inbox.messages, received: inbox.received });
  return { inbox, deliver, untouched };
}

const nothing = { messages: [], received: [] };
const awaiting = (untilMs: number, secrets: readonly string[] = []) =>
  JSON.stringify({ awaitingHandshakeUntil: new Date(untilMs).toISOString(), secrets });

describe('a secret that the provider hands over', () => {
  const secret = 'b537207f20cbfa02357cf448134da559e8bd39d61597dcd5';
  const handOver = (value: string): HttpDelivery => ({
    headers: [
      ['content-type', 'application/json'],
      ['x-hook-secret', value],
    ],
    body: '{}',
  });

  it('is stored and echoed while one is awaited, before those that verified until then', async () => {
    const { inbox, deliver, untouched } = inboxOf('asana', awaiting(nowMs + 60_000, ['an older secret']));
    const response = await deliver(handOver(secret));
    expect(response).toMatchObject({ statusCode: 200, headers: { 'x-hook-secret': secret }, body: '' });
    expect(inbox.storedSecrets).toEqual([[secret, 'an older secret']]);
    expect(untouched()).toEqual(nothing);
    expect(inbox.printed()).not.toContain(secret);
  });

  it('is stored once for each time that one is awaited, under a token of endpoint and time', async () => {
    const { inbox, deliver } = inboxOf('asana', awaiting(nowMs + 60_000));
    const tokens: string[] = [];
    inbox.ports.storeSecret = async (_, __, token) => {
      tokens.push(token);
      return true;
    };
    await deliver(handOver(secret));
    expect(tokens).toEqual([
      createHash('sha256')
        .update(`arn:acme ${nowMs + 60_000}`)
        .digest('hex'),
    ]);
  });

  it('is journalled by the name of the handshake, or by what could not be done', async () => {
    const { inbox, deliver } = inboxOf('asana', awaiting(nowMs + 60_000));
    await deliver(handOver(secret));
    const [handshake] = providerNamed('asana').handshakes ?? [];
    expect(inbox.lines.at(-1)).toMatchObject({ outcome: 'handshake', status: 200, reason: handshake?.name });
    const other = inboxOf('asana', awaiting(nowMs + 60_000));
    other.inbox.ports.storeSecret = () => Promise.reject(new Error('down'));
    await other.deliver(handOver(secret));
    expect(other.inbox.lines.at(-1)).toMatchObject({ outcome: 'unavailable', reason: 'secret_unavailable' });
  });

  it('is taken at once when one is known to be awaited, and after a second look when one was set before', async () => {
    const known = inboxOf('asana', awaiting(nowMs + 60_000));
    await known.deliver(handOver(secret));
    expect(known.inbox.secretCalls).toHaveLength(1);
    const later = inboxOf('asana', 'a secret that is set');
    await later.deliver(handOver(secret));
    later.inbox.secretVersions.set('arn:acme', {
      current: awaiting(nowMs + 120_000),
      currentSinceMs: nowMs,
      previous: null,
    });
    later.inbox.clock.nowMs += 61_000;
    expect((await later.deliver(handOver(secret))).statusCode).toBe(200);
    expect(later.inbox.storedSecrets).toEqual([[secret]]);
  });

  it('is taken from the first who comes, and from nobody after him', async () => {
    const { inbox, deliver } = inboxOf('asana', awaiting(nowMs + 60_000));
    await deliver(handOver(secret));
    const second = await deliver(handOver('chosen-by-somebody-else-0123456789'));
    expect(second.statusCode).toBe(401);
    expect(inbox.storedSecrets).toEqual([[secret]]);
  });

  it.each([
    ['was never set', null],
    ['is set', 'a secret that is set'],
    ['was awaited until now', awaiting(nowMs)],
  ])('is refused while the secret %s', async (_, value) => {
    const { inbox, deliver, untouched } = inboxOf('asana', value);
    expect((await deliver(handOver(secret))).statusCode).toBe(401);
    expect(inbox.storedSecrets).toEqual([]);
    expect(untouched()).toEqual(nothing);
  });

  it.each(['', 'short', 'with a blank in it 0123456789', 'é'.repeat(40)])('is refused when it is %j', async (value) => {
    const { inbox, deliver } = inboxOf('asana', awaiting(nowMs + 60_000));
    expect((await deliver(handOver(value))).statusCode).toBe(401);
    expect(inbox.storedSecrets).toEqual([]);
  });

  it('is asked for again when it cannot be stored', async () => {
    const { inbox, deliver } = inboxOf('asana', awaiting(nowMs + 60_000));
    inbox.ports.storeSecret = () => Promise.reject(new Error('throttled'));
    expect((await deliver(handOver(secret))).statusCode).toBe(503);
  });

  it('does not stop the secrets before it from verifying while it is awaited', async () => {
    const { inbox, deliver } = inboxOf('asana', awaiting(nowMs + 60_000, ['an older secret']));
    const body = '{"events":[]}';
    const signature = createHmac('sha256', 'an older secret').update(body).digest('hex');
    expect((await deliver({ headers: [['x-hook-signature', signature]], body })).statusCode).toBe(200);
    expect(inbox.messages).toHaveLength(1);
  });
});

describe('a challenge that is answered with a signature', () => {
  const key = 'the consumer secret';
  const challenge = (token: string) => ({ method: 'GET', rawQuery: `crc_token=${encodeURIComponent(token)}` });

  it('is answered, with the newest secret', async () => {
    const { deliver, untouched } = inboxOf('x-twitter', JSON.stringify([key, 'older']));
    const { body = '' } = await deliver(challenge('abc'));
    const mac = createHmac('sha256', key).update('abc').digest('base64');
    expect(JSON.parse(body)).toEqual({ response_token: `sha256=${mac}` });
    expect(untouched()).toEqual(nothing);
  });

  it.each(['{"for_user_id":"1"}', ' ', 'a b', 'a'.repeat(257), '[1]', '"x"'])('never signs %j', async (token) => {
    const { deliver } = inboxOf('x-twitter', key);
    expect((await deliver(challenge(token))).statusCode).toBe(401);
  });

  it('makes no delivery: what may be signed is never a body that is accepted', async () => {
    const { deliver, untouched } = inboxOf('x-twitter', key);
    const body = '12345';
    const { response_token: signature } = JSON.parse((await deliver(challenge(body))).body ?? '');
    const forged = await deliver({ headers: [['x-twitter-webhooks-signature', signature]], body });
    expect(forged.statusCode).toBe(401);
    expect(untouched()).toEqual(nothing);
  });

  it('is answered 503 without a secret to sign with', async () => {
    const { deliver } = inboxOf('x-twitter', null);
    expect((await deliver(challenge('abc'))).statusCode).toBe(503);
  });
});

describe('a verify token', () => {
  const subscribe = (token: string) => ({
    method: 'GET',
    rawQuery: `hub.mode=subscribe&hub.challenge=4242&hub.verify_token=${token}`,
  });

  it('lets the challenge be echoed when it is the endpoint’s own', async () => {
    const { deliver } = inboxOf('meta', 'secret', { verifyToken: 'own-token' });
    expect(await deliver(subscribe('own-token'))).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/plain' },
      body: '4242',
    });
  });

  it.each(['other-token', '', 'own-token&hub.verify_token=own-token'])('is refused when it is %j', async (token) => {
    const { deliver } = inboxOf('meta', 'secret', { verifyToken: 'own-token' });
    expect((await deliver(subscribe(token))).statusCode).toBe(401);
  });

  it('that is not configured equals none', async () => {
    const { deliver } = inboxOf('meta', 'secret');
    expect((await deliver(subscribe(''))).statusCode).toBe(401);
  });
});

it('is journalled as unset where a handshake needs a secret to sign with, and not asked for where it needs none', async () => {
  const needs = inboxOf('x-twitter', null);
  await needs.deliver({ method: 'GET', rawQuery: 'crc_token=abc' });
  expect(needs.inbox.lines).toMatchObject([{ outcome: 'unavailable', reason: 'secret_unset' }]);
  const none = inboxOf('meta', null, { verifyToken: 'own-token' });
  const rawQuery = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=own-token';
  expect((await none.deliver({ method: 'GET', rawQuery })).statusCode).toBe(200);
  expect(none.inbox.secretCalls).toEqual([]);
});

it('a method that is there for handshakes only queues nothing, and says why', async () => {
  const { inbox, deliver } = inboxOf('stripe', 'secret');
  await deliver({ method: 'PUT', headers: [['stripe-signature', 't=1,v1=00']], body: '{}' });
  expect(inbox.lines).toMatchObject([{ outcome: 'rejected', reason: 'missing_signature' }]);
  expect(inbox.secretCalls).toEqual([]);
});

it.each(['GET', 'HEAD'])('a %s that is no handshake is refused without a look at the secret', async (method) => {
  const { inbox, deliver, untouched } = inboxOf('okta', 'secret');
  expect((await deliver({ method, headers: [['authorization', 'secret']] })).statusCode).toBe(401);
  expect(inbox.secretCalls).toEqual([]);
  expect(untouched()).toEqual(nothing);
});
