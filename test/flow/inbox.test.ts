import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import { on, type Routes } from '../../lambdas/processing/define-processor.ts';
import { stripe } from '../../lambdas/providers/stripe.ts';
import { NonRetryableError } from '../../lambdas/runtime/errors.ts';
import { createFakeFlow } from '../support/fake-flow.ts';
import { stripeDelivery, stripeSecret } from '../support/sign-by-hand.ts';

const paid = '{"id":"evt_1","type":"invoice.paid","data":{"amount":1}}';

function setUp(handle: (attempt: number) => void | Promise<void> = () => {}) {
  const runs: string[] = [];
  const routes: Routes = {
    'invoice.paid': on(z.object({ data: z.object({ amount: z.int() }) }), async ({ idempotencyKey, attempt }) => {
      await handle(attempt);
      runs.push(idempotencyKey);
    }),
  };
  const flow = createFakeFlow(
    'stripe',
    { endpoints: { stripe: { provider: stripe } }, secrets: { stripe: stripeSecret } },
    routes,
  );
  const deliver = (body = paid) => flow.deliver(stripeDelivery(body, flow.inbox.clock.nowMs));
  const status = async () => (await flow.inbox.store.read(eventKey('stripe', 'evt_1')))?.status;
  return { ...flow, runs, deliver, status };
}

describe('an event, from the request to the handler', () => {
  it('runs once for fifty identical deliveries at the same moment', async () => {
    const { deliver, drain, runs, status } = setUp();
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver()));
    expect(new Set(answers)).toEqual(new Set([200]));
    await drain();
    expect(runs).toEqual(['v1#stripe#p:evt_1~0']);
    expect(await status()).toBe('COMPLETED');
  });

  it('is not queued again once it is completed', async () => {
    const { deliver, drain, queue, runs } = setUp();
    await deliver();
    await drain();
    expect(await deliver()).toBe(200);
    expect(queue).toEqual([]);
    expect(runs).toHaveLength(1);
  });

  it('becomes a dead letter with its cause after five failures, with one idempotency key throughout', async () => {
    const attempts: number[] = [];
    const { deliver, drain, deadLetters, status } = setUp((attempt) => {
      attempts.push(attempt);
      throw new TypeError('the books are closed');
    });
    await deliver();
    await drain();
    expect(attempts).toEqual([1, 2, 3, 4, 5]);
    expect(deadLetters).toHaveLength(1);
    expect(deadLetters[0]?.body).toBe(paid);
    expect(deadLetters[0]?.attributes).toMatchObject({
      errorName: { StringValue: 'TypeError' },
      errorMessage: { StringValue: 'the books are closed' },
      attempts: { StringValue: '5' },
    });
    expect(await status()).toBe('FAILED');
  });

  it('becomes a dead letter at once when trying again cannot help', async () => {
    const { deliver, drain, deadLetters } = setUp(() => {
      throw new NonRetryableError('no such customer');
    });
    await deliver();
    await drain();
    expect(deadLetters[0]?.attributes).toMatchObject({ attempts: { StringValue: '1' } });
  });

  it('becomes a dead letter that names the field when its payload has drifted', async () => {
    const { deliver, drain, deadLetters, runs } = setUp();
    await deliver(paid.replace('1}', '"one"}'));
    await drain();
    expect(runs).toEqual([]);
    expect(deadLetters[0]?.attributes.errorName?.StringValue).toBe('InvalidPayloadError');
    expect(deadLetters[0]?.attributes.errorMessage?.StringValue).toContain('data.amount');
  });

  it('runs after a redrive with the same key, and a redelivery by hand before it makes the dead letter harmless', async () => {
    let closed = true;
    const { deliver, drain, deadLetters, redrive, runs } = setUp(() => {
      if (closed) throw new Error('closed');
    });
    await deliver();
    await drain();
    expect(deadLetters).toHaveLength(1);
    closed = false;
    expect(await deliver()).toBe(200);
    await drain();
    redrive();
    await drain();
    expect(runs).toEqual(['v1#stripe#p:evt_1~0']);
    expect(deadLetters).toEqual([]);
  });

  it('runs once more after a reopen, with a new key', async () => {
    const { inbox, deliver, drain, runs } = setUp();
    await deliver();
    await drain();
    await inbox.store.reopen(eventKey('stripe', 'evt_1'), inbox.clock.nowMs);
    await deliver();
    await drain();
    expect(runs).toEqual(['v1#stripe#p:evt_1~0', 'v1#stripe#p:evt_1~1']);
  });

  it('runs when the table could not be written at ingest', async () => {
    const { inbox, deliver, drain, runs } = setUp();
    inbox.ports.store = { receive: () => Promise.reject(new Error('throttled')) };
    expect(await deliver()).toBe(200);
    await drain();
    expect(runs).toHaveLength(1);
  });
});
