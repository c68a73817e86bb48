import { Duration } from 'aws-cdk-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import { on } from '../../lambdas/processing/define-processor.ts';
import { type AlarmProperties, readsOf, stateOf } from './alarm-state.ts';
import { resourcesOf, synthesize } from './synthesize.ts';
import { createWatchedInbox, minute, openScheme } from './watched-inbox.ts';

let alarms: ReadonlyMap<string, AlarmProperties>;
beforeAll(() => {
  const template = synthesize({
    endpoints: {
      stripe: { provider: 'stripe', processor: 'stripe', expectEvery: Duration.hours(1) },
      open: { provider: openScheme, processor: 'acme' },
    },
  });
  const found = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties as AlarmProperties);
  alarms = new Map(found.map((alarm) => [alarm.AlarmName.replace('Webhooks/', ''), alarm]));
}, 120_000);

const alarm = (name: string) => {
  const found = alarms.get(name);
  if (!found) throw new Error(`the stack has no alarm ${name}`);
  return found;
};

/** An inbox whose alarms can be asked for their state when the clock has gone on by so much. */
function watched(...args: Parameters<typeof createWatchedInbox>) {
  const inbox = createWatchedInbox(...args);
  return {
    ...inbox,
    stateAfter(name: string, ms = minute, before?: 'OK' | 'ALARM') {
      const counted = inbox.counted();
      inbox.clock.nowMs += ms;
      return stateOf(alarm(`${args[0]}/${name}`), counted, inbox.clock.nowMs, before);
    },
  };
}

const times = async (count: number, work: (n: number) => Promise<unknown>) => {
  for (let n = 0; n < count; n += 1) await work(n);
};

describe('of lines that the real handlers print', () => {
  /** Alarm → what trips it, against the same done right, which does not. */
  const scenarios: Record<string, (wrong: boolean) => Promise<'OK' | 'ALARM'>> = {
    async RejectedSignatures(wrong) {
      const inbox = watched('stripe');
      for (let period = 0; period < 2; period += 1) {
        await times(3, (n) => inbox.send(`evt_${n}`, { with: 'whsec_of_somebody_else' }));
        await inbox.send('evt_genuine');
        expect(inbox.stateAfter('RejectedSignatures', 10 * minute)).toBe('OK');
      }
      await times(3, (n) => inbox.send(`evt_${n}`, wrong ? { with: 'whsec_of_somebody_else' } : {}));
      return inbox.stateAfter('RejectedSignatures');
    },
    async StaleTimestamps(wrong) {
      const inbox = watched('stripe');
      await times(wrong ? 10 : 9, () => inbox.send('evt_1', { signedAgoMs: 10 * minute }));
      return inbox.stateAfter('StaleTimestamps');
    },
    async IdempotencyStoreDegraded(wrong) {
      const inbox = watched('stripe');
      if (wrong) inbox.ports.store = { receive: () => Promise.reject(new Error('throttled')) };
      expect(await inbox.send()).toBe(200);
      return inbox.stateAfter('IdempotencyStoreDegraded');
    },
    async LeaseLost(wrong) {
      const inbox = watched('stripe', {
        routes: {
          '*': async () => {
            if (!wrong) return;
            inbox.clock.nowMs += 10 * minute;
            const holder = { pk: eventKey('stripe', 'evt_1'), leaseToken: 'another', nowMs: inbox.clock.nowMs };
            await inbox.store.claim({ ...holder, leaseUntilMs: inbox.clock.nowMs + minute });
          },
        },
      });
      await inbox.send();
      await inbox.poll();
      return inbox.stateAfter('LeaseLost');
    },
    async SchemaDrift(wrong) {
      const Invoice = z.object({ data: z.object({ amount: z.int() }) });
      const inbox = watched('stripe', { routes: { '*': on(Invoice, () => {}) } });
      await inbox.send('evt_1', { fields: { data: wrong ? { total: 1 } : { amount: 1, total: 1 } } });
      await inbox.poll();
      return inbox.stateAfter('SchemaDrift');
    },
    async Silence(wrong) {
      const inbox = watched('stripe');
      await inbox.send();
      expect(inbox.stateAfter('Silence', 179 * minute)).toBe('OK');
      if (!wrong) await inbox.send('evt_2');
      return inbox.stateAfter('Silence', 2 * minute);
    },
  };

  const names = Object.keys(scenarios);
  it.each(names)('%s is raised by what it is there for', async (name) => {
    expect(await scenarios[name]?.(true)).toBe('ALARM');
  });
  it.each(names)('%s is not raised by the same without the fault', async (name) => {
    expect(await scenarios[name]?.(false)).toBe('OK');
  });

  it.each<[string, string | null, number]>([
    ['unset', null, 503],
    ['malformed', '["whsec_unclosed"', 500],
    ['empty', '', 500],
  ])('Secret is raised by a secret that is %s', async (_, secret, status) => {
    const inbox = watched('stripe', { secret });
    expect(await inbox.send()).toBe(status);
    expect(inbox.stateAfter('Secret')).toBe('ALARM');
  });

  it('Secret is raised by one that cannot be read, and by one that could be read before', async () => {
    const unreadable = watched('stripe');
    unreadable.ports.secretValue = () => Promise.reject(new Error('AccessDenied'));
    expect(await unreadable.send()).toBe(503);
    expect(unreadable.stateAfter('Secret')).toBe('ALARM');

    const remembered = watched('stripe');
    expect(await remembered.send()).toBe(200);
    expect(remembered.stateAfter('Secret', 7 * minute)).toBe('OK');
    remembered.ports.secretValue = () => Promise.reject(new Error('AccessDenied'));
    await remembered.send();
    expect(await remembered.send()).toBe(200);
    expect(remembered.stateAfter('Secret')).toBe('ALARM');
  });

  it('IdempotencyStoreDegraded is raised by an attempt that cannot claim, too', async () => {
    const inbox = watched('stripe', { routes: { '*': () => {} } });
    await inbox.send();
    Object.assign(inbox.store, { claim: () => Promise.reject(new Error('throttled')) });
    await inbox.poll();
    expect(inbox.lines.at(-1)).toMatchObject({ outcome: 'store_unavailable' });
    expect(inbox.stateAfter('IdempotencyStoreDegraded')).toBe('ALARM');
  });

  it('Unsigned is raised by any delivery to an endpoint that verifies none', async () => {
    const inbox = watched('open');
    expect(inbox.stateAfter('Unsigned')).toBe('OK');
    expect(await inbox.deliver({ body: '{}' })).toBe(200);
    expect(inbox.stateAfter('Unsigned')).toBe('ALARM');
  });

  it('silence is not broken by deliveries that were refused, and is by duplicates', async () => {
    const inbox = watched('stripe', { routes: { '*': () => {} } });
    await inbox.send();
    await inbox.drain();
    expect(inbox.stateAfter('Silence', 170 * minute)).toBe('OK');
    expect(await inbox.send('evt_2', { with: 'whsec_of_somebody_else' })).toBe(401);
    expect(inbox.stateAfter('Silence', 15 * minute)).toBe('ALARM');
    expect(await inbox.send()).toBe(200);
    expect(inbox.lines.at(-1)).toMatchObject({ outcome: 'duplicate' });
    expect(inbox.stateAfter('Silence', minute, 'ALARM')).toBe('OK');
  });

  it('a few stray requests to a quiet endpoint wake nobody', async () => {
    const inbox = watched('stripe');
    await times(5, () => inbox.deliver({ body: '{}' }));
    expect(inbox.stateAfter('RejectedSignatures')).toBe('OK');
  });

  it('every alarm that watches the journal is tripped above', () => {
    const watching = [...alarms].filter(([, each]) => readsOf(each).some(({ metric }) => metric.startsWith('Webhook')));
    const ids = new Set(watching.map(([name]) => name.split('/')[1]));
    expect(ids).toEqual(new Set([...names, 'Secret', 'Unsigned']));
  });

  it('another endpoint’s alarms stay as they are', async () => {
    const inbox = watched('open');
    await inbox.deliver({ body: '{}' });
    const counted = inbox.counted();
    for (const [name, each] of alarms) {
      if (!name.startsWith('stripe/') || name === 'stripe/Silence') continue;
      expect(stateOf(each, counted, inbox.clock.nowMs + minute), name).toBe('OK');
    }
  });
});

describe('of numbers that AWS counts', () => {
  const states = (name: string, value: number, before?: 'OK' | 'ALARM') => {
    const nowMs = 1_795_514_400_000;
    const points = readsOf(alarm(name)).flatMap(({ metric, periodSeconds }) =>
      Array.from({ length: 3 }, (_, n) => ({ metric, timeMs: nowMs - n * periodSeconds * 1000, value })),
    );
    return stateOf(alarm(name), points, nowMs, before);
  };

  it.each([
    ['stripe/DeadLetters', 0, 1],
    ['stripe/OldestMessage', 899, 900],
    ['stripe/NearingRetention', 259_199, 259_200],
    ['stripe/ProcessorThrottles', 0, 1],
    ['IngestErrors', 0, 1],
    ['IngestLatency', 1999, 2000],
    ['IngestThrottles', 0, 1],
  ])('%s is quiet at %d and raised at %d', (name, quiet, raised) => {
    expect([states(name, quiet), states(name, raised)]).toEqual(['OK', 'ALARM']);
  });

  it('dead letters that nobody touches for hours stay an alarm though SQS reports nothing more', () => {
    const none = stateOf(alarm('stripe/DeadLetters'), [], 0, 'ALARM');
    expect([none, states('stripe/DeadLetters', 0, 'ALARM')]).toEqual(['ALARM', 'OK']);
  });
});
