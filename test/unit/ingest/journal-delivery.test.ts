import { describe, expect, it } from 'vitest';
import { github } from '../../../lambdas/providers/github.ts';
import { slack } from '../../../lambdas/providers/slack.ts';
import { stripe } from '../../../lambdas/providers/stripe.ts';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { unsigned } from '../../../lambdas/verification/schemes.ts';
import {
  apiEvent,
  context,
  createFakeInbox,
  type FakeInboxOptions,
  type HttpDelivery,
} from '../../support/fake-inbox.ts';
import { stripeDelivery, stripeSecret } from '../../support/sign-by-hand.ts';

const nowMs = 1_795_514_400_000;
const signed = (body = '{"id":"evt_1","type":"a.b"}') => stripeDelivery(body, nowMs, stripeSecret);
const inboxOf = (options: Partial<FakeInboxOptions> = {}) =>
  createFakeInbox({
    nowMs,
    endpoints: { stripe: { provider: stripe } },
    secrets: { stripe: stripeSecret },
    ...options,
  });

/** The line of one delivery. */
async function journalled(inbox: ReturnType<typeof inboxOf>, delivery: HttpDelivery, endpoint = 'stripe') {
  await inbox.handle(apiEvent(endpoint, delivery), context);
  return inbox.lines.at(-1);
}
const line = { kind: 'delivery', endpoint: 'stripe', durationMs: 0, requestId: 'invocation' };

describe('the line of a delivery', () => {
  it('names the event that was accepted, or that was completed before', async () => {
    const inbox = inboxOf();
    const event = { eventId: 'evt_1', eventType: 'a.b', secretIndex: 0, counts: [], status: 200, bytes: 27 };
    expect(await journalled(inbox, signed())).toEqual({ ...line, outcome: 'accepted', ...event });
    const pk = 'v1#stripe#p:evt_1';
    await inbox.store.claim({ pk, leaseToken: 't', leaseUntilMs: nowMs + 1, nowMs });
    await inbox.store.complete({ pk, leaseToken: 't', nowMs });
    expect(await journalled(inbox, signed())).toEqual({ ...line, outcome: 'duplicate', ...event });
  });

  it('has no type when the event has none', async () => {
    expect(await journalled(inboxOf(), signed('{"id":"evt_1"}'))).not.toHaveProperty('eventType');
  });

  it('says why a delivery was refused', async () => {
    const refused = { ...line, outcome: 'rejected', status: 401, bytes: 2 };
    expect(await journalled(inboxOf(), { body: '{}' })).toEqual({ ...refused, reason: 'missing_signature' });
  });

  it('says what is not there', async () => {
    const inbox = inboxOf({ secrets: {} });
    expect(await journalled(inbox, signed())).toEqual({
      ...line,
      outcome: 'unavailable',
      status: 503,
      bytes: 27,
      reason: 'secret_unset',
    });
  });

  it('calls an endpoint unknown that is not ours', async () => {
    const unknown = { ...line, endpoint: 'unknown', outcome: 'rejected', status: 404, bytes: 0 };
    expect(await journalled(inboxOf(), {}, 'nobody')).toEqual({ ...unknown, reason: 'unknown_endpoint' });
  });

  it('has our own sentence when the configuration is wrong, and only the name of any other error', async () => {
    const inbox = inboxOf();
    const broken = { ...line, status: 500, bytes: 27 };
    inbox.ports.store = {
      receive: () => {
        throw new ConfigurationError('our own sentence');
      },
    };
    expect(await journalled(inbox, signed())).toEqual({
      ...broken,
      outcome: 'misconfigured',
      reason: 'configuration',
      errorName: 'ConfigurationError',
      errorMessage: 'our own sentence',
    });
    inbox.ports.store = {
      receive: () => {
        throw new TypeError('a value nobody may see');
      },
    };
    const failed = { ...broken, outcome: 'failed', reason: 'exception', errorName: 'TypeError' };
    expect(await journalled(inbox, signed())).toEqual(failed);
  });

  it('names a handshake', async () => {
    const inbox = inboxOf({ endpoints: { slack: { provider: slack } }, secrets: { slack: 'secret' } });
    const [handshake] = slack.handshakes ?? [];
    const body = '{"type":"url_verification","challenge":"abc"}';
    const written = await journalled(inbox, { headers: [['content-type', 'application/json']], body }, 'slack');
    expect(written).toMatchObject({ bytes: body.length, reason: expect.any(String) });
    expect(['handshake', 'rejected']).toContain(written?.kind === 'delivery' ? written.outcome : '');
    expect(handshake).toBeDefined();
  });

  it('counts the bytes that came, not the characters, and as they were before base64', async () => {
    expect(await journalled(inboxOf(), { headers: [['content-type', 'text/plain']], body: 'é' })).toMatchObject({
      bytes: 2,
    });
    expect(await journalled(inboxOf(), { body: Buffer.from([0xff, 0xfe, 0xfd, 0xfc]) })).toMatchObject({ bytes: 4 });
  });

  it('says how long the delivery took', async () => {
    const inbox = inboxOf();
    const { receive } = inbox.ports.store;
    inbox.ports.store = {
      receive: (...args) => {
        inbox.clock.nowMs += 40;
        return receive(...args);
      },
    };
    expect(await journalled(inbox, signed())).toMatchObject({ durationMs: 40 });
  });

  it('marks a delivery that nothing verifies', async () => {
    const provider = { ...github, verification: unsigned({ reason: 'the sender cannot sign' }) };
    const inbox = inboxOf({ endpoints: { open: { provider } } });
    expect(await journalled(inbox, { body: '{}' }, 'open')).toMatchObject({
      unsigned: true,
      outcome: 'accepted',
      counts: ['UnsignedDelivery'],
    });
  });
});
