import { describe, expect, onTestFinished, vi } from 'vitest';
import * as z from 'zod';
import type { ReceiveResult } from '../../lambdas/idempotency/store.ts';
import { budgetMs } from '../../lambdas/ingest/ingest.ts';
import { on } from '../../lambdas/processing/define-processor.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { formatLine } from '../../lambdas/runtime/journal.ts';
import { createFakeFlow } from '../support/fake-flow.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox } from '../support/fake-inbox.ts';
import { stripeDelivery, stripeSecret } from '../support/sign-by-hand.ts';
import { createInbox, messageRecord } from '../unit/processing/inbox.ts';
import { attack } from './attack.ts';
import { paid, seconds, signedBy, withHeader } from './target.ts';

function stripeOptions() {
  const provider = catalogue.get('stripe');
  if (!provider) throw new Error('no stripe');
  return { endpoints: { stripe: { provider } }, secrets: { stripe: stripeSecret } };
}

function flow() {
  const runs: string[] = [];
  const built = createFakeFlow('stripe', stripeOptions(), { '*': ({ event }) => runs.push(event.id) });
  const deliver = (id = 'evt_1') =>
    built.deliver(stripeDelivery(`{"id":"${id}","type":"invoice.paid"}`, built.inbox.clock.nowMs));
  return { ...built, runs, deliver };
}

const deliverTo = (inbox: FakeInbox) =>
  inbox.handle(apiEvent('stripe', stripeDelivery(paid, inbox.clock.nowMs)), context);

interface Printed {
  readonly [name: string]: unknown;
  readonly _aws: { readonly CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string }[] }[] };
}

describe('the secret store', () => {
  attack('COS-02', async () => {
    const inbox = createFakeInbox(stripeOptions());
    await deliverTo(inbox);
    inbox.clock.nowMs += 7 * 60_000;
    inbox.secretCalls.length = 0;
    inbox.messages.length = 0;
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliverTo(inbox)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect([inbox.secretCalls.length, inbox.messages.length]).toEqual([1, 100]);
  });

  attack('COS-03', async () => {
    const inbox = createFakeInbox(stripeOptions());
    await deliverTo(inbox);
    let calls = 0;
    inbox.ports.secretValue = () => {
      calls += 1;
      return Promise.reject(new Error('throttled'));
    };
    for (let minute = 0; minute < 60; minute += 1) {
      inbox.clock.nowMs += 60_000;
      for (let n = 0; n < 10; n += 1) expect((await deliverTo(inbox)).statusCode).toBe(200);
    }
    expect(calls).toBeLessThanOrEqual(60);
    expect(inbox.lines.at(-1)).toMatchObject({ counts: ['StaleSecret'] });
  });

  attack('COS-04', async () => {
    const inbox = createFakeInbox(stripeOptions());
    let calls = 0;
    inbox.ports.secretValue = () => {
      calls += 1;
      return Promise.reject(new Error('unreachable'));
    };
    for (let n = 0; n < 10; n += 1) {
      const answer = await deliverTo(inbox);
      expect([answer.statusCode, Number(answer.headers?.['retry-after']) > 0]).toEqual([503, true]);
    }
    expect([calls, ...inbox.messages, ...inbox.received]).toEqual([1]);
  });
});

describe('unauthenticated traffic', () => {
  attack('COS-05', async (target) => {
    const stripe = signedBy.stripe(target);
    for (const delivery of [
      { body: paid },
      withHeader(stripe, 'stripe-signature', ''),
      withHeader(stripe, 'stripe-signature', 'garbage'),
      signedBy.stripe(target, paid, seconds(target.nowMs - 400_000)),
      { ...stripe, body: `${paid} ` },
      { ...stripe, method: 'GET' },
    ]) {
      for (let n = 0; n < 20; n += 1) target.refused(await target.send('stripe', delivery));
    }
  });

  attack('COS-07', async (target) => {
    const odd = { type: 'x'.repeat(500), id: 'attacker-chosen' };
    const delivery = signedBy.stripe(target, JSON.stringify(odd));
    await target.send('stripe', withHeader(delivery, 'user-agent', 'attacker-chosen'));
    await target.send('stripe', { body: JSON.stringify(odd) });
    const printed = target.inbox.lines.map((line) => JSON.parse(formatLine(line, 0)) as Printed);
    const allowed = /^(?:stripe|accepted|rejected|missing_signature)$/;
    for (const line of printed) {
      const dimensions = line._aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions.flat());
      expect(['Endpoint', 'Outcome', 'Reason']).toEqual(expect.arrayContaining(dimensions));
      for (const dimension of dimensions) expect(line[dimension]).toMatch(allowed);
    }
    const metrics = printed.flatMap((line) => line._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics));
    for (const { Name } of metrics) expect(Name).toMatch(/^[A-Za-z]+$/);
  });
});

describe('what is said about a failure', () => {
  attack('COS-08', async () => {
    const values = '<b>@channel</b> [click](https://evil.example)';
    const schema = z.object({ items: z.array(z.number()) });
    const inbox = createInbox({ '*': on(schema, () => {}) });
    const items = Array.from({ length: 10_000 }, () => values);
    expect(await inbox.run([messageRecord({ body: JSON.stringify({ items }) })])).toEqual([]);
    const [dead] = inbox.deadLetters;
    expect(dead?.attributes.errorName?.StringValue).toBe('InvalidPayloadError');
    expect(Buffer.byteLength(dead?.attributes.errorMessage?.StringValue ?? '')).toBeLessThanOrEqual(1024);
    const printed = inbox.journal.map((line) => formatLine(line, 0)).join('\n');
    expect(printed.length).toBeLessThan(4_000);
    for (const text of ['@channel', 'evil.example']) {
      expect(printed + JSON.stringify(dead?.attributes)).not.toContain(text);
    }
  });
});

describe('an outage', () => {
  attack('COS-10', async () => {
    const { inbox, deliver, drain, runs, queue } = flow();
    const ids = Array.from({ length: 20 }, (_, n) => `evt_${n}`);
    const { sendMessage } = inbox.ports;
    inbox.ports.sendMessage = () => Promise.reject(new Error('the queue is away'));
    for (let minute = 0; minute < 10; minute += 1) {
      inbox.clock.nowMs += 60_000;
      for (const id of ids) expect(await deliver(id)).toBe(503);
    }
    inbox.ports.sendMessage = sendMessage;
    for (const id of [...ids, ...ids]) expect(await deliver(id)).toBe(200);
    await drain();
    expect([queue, runs.sort()]).toEqual([[], ids.sort()]);
  });

  attack('COS-14', async () => {
    // Time passes as soon as a call waits.
    const waited: number[] = [];
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController();
      setImmediate(() => {
        waited.push(ms);
        controller.abort(new DOMException('it took too long', 'TimeoutError'));
      });
      return controller.signal;
    });
    onTestFinished(() => timeout.mockRestore());
    const inbox = createFakeInbox(stripeOptions());
    const untilAborted = (signal: AbortSignal | undefined) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    inbox.ports.store = { receive: (_, signal) => untilAborted(signal) };
    inbox.ports.sendMessage = (_, signal) => untilAborted(signal);
    expect((await deliverTo(inbox)).statusCode).toBe(503);
    // Slack and Discord wait for three seconds.
    expect(waited).toEqual([budgetMs.put, budgetMs.send]);
    expect(budgetMs.put + budgetMs.send).toBeLessThan(3_000);
  });
});

describe('a call of which nobody knows what became', () => {
  attack('COS-15', async () => {
    const { inbox, deliver, drain, runs, queue } = flow();
    const { receive } = inbox.ports.store;
    inbox.ports.store = {
      receive: async (...input): Promise<ReceiveResult> => {
        await receive(...input);
        return receive(...input);
      },
    };
    expect([await deliver(), queue.length]).toEqual([200, 1]);
    await drain();
    expect(runs).toEqual(['evt_1']);
  });

  attack('COS-16', async () => {
    const { inbox, deliver, drain, runs, queue } = flow();
    const { sendMessage } = inbox.ports;
    inbox.ports.sendMessage = async (...input) => {
      await sendMessage(...input);
      await sendMessage(...input);
    };
    expect([await deliver(), queue.length]).toEqual([200, 2]);
    await drain();
    expect(runs).toEqual(['evt_1']);
  });

  attack('COS-17', async () => {
    const dies = () => new Promise<never>(() => {});
    for (const call of ['put', 'send'] as const) {
      for (const effect of [false, true]) {
        const { inbox, deliver, drain, runs } = flow();
        const { store, sendMessage } = inbox.ports;
        const { promise: reached, resolve } = Promise.withResolvers<void>();
        if (call === 'put') {
          inbox.ports.store = {
            receive: async (...input) => {
              if (effect) await store.receive(...input);
              resolve();
              return dies();
            },
          };
        } else {
          inbox.ports.sendMessage = async (...input) => {
            if (effect) await sendMessage(...input);
            resolve();
            return dies();
          };
        }
        void deliver();
        await reached;
        Object.assign(inbox.ports, { store, sendMessage });
        expect(await deliver(), `${call} ${effect}`).toBe(200);
        await drain();
        expect(runs).toEqual(['evt_1']);
      }
    }
  });

  attack('COS-18', async () => {
    const { deliver, drain, runs, queue, inbox } = flow();
    expect(await Promise.all([deliver(), deliver()])).toEqual([200, 200]);
    expect([1, 2]).toContain(queue.length);
    expect(new Set(inbox.received).size).toBe(1);
    await drain();
    expect(runs).toEqual(['evt_1']);
  });
});
