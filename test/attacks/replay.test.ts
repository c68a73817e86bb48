import { describe, expect } from 'vitest';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { createFakeFlow, type FakeFlow } from '../support/fake-flow.ts';
import { stripeDelivery, stripeSecret } from '../support/sign-by-hand.ts';
import { attack } from './attack.ts';
import { macHex, paid, signedBy, withHeader } from './target.ts';

interface Stage extends FakeFlow {
  readonly again: (body?: string) => Promise<number | undefined>;
  readonly runs: string[];
  /** What the handler throws, until it is null. */
  failing: Error | null;
}

/** One endpoint with its processor, so that a replay meets a record in every state. */
function stage(): Stage {
  const provider = catalogue.get('stripe');
  if (!provider) throw new Error('no stripe');
  const runs: string[] = [];
  const options = { endpoints: { stripe: { provider } }, secrets: { stripe: stripeSecret } };
  const flow = createFakeFlow('stripe', options, {
    '*': ({ idempotencyKey }) => {
      if (built.failing) throw built.failing;
      runs.push(idempotencyKey);
    },
  });
  const again = (body = paid) => flow.deliver(stripeDelivery(body, flow.inbox.clock.nowMs));
  const built: Stage = { ...flow, again, runs, failing: null };
  return built;
}

const key = eventKey('stripe', 'evt_1');

describe('a replay', () => {
  attack('REP-01', async () => {
    const { again, drain, queue, runs, inbox } = stage();
    await again();
    await drain();
    const before = await inbox.store.read(key);
    expect([await again(), queue.length]).toEqual([200, 0]);
    expect(await inbox.store.read(key)).toEqual(before);
    expect(before?.status).toBe('COMPLETED');
    expect(runs).toHaveLength(1);
  });

  attack('REP-02', async () => {
    const { again, drain, queue, runs } = stage();
    expect([await again(), await again(), queue.length]).toEqual([200, 200, 2]);
    await drain();
    expect(runs).toEqual([`${key}~0`]);
  });

  attack('REP-03', async (target) => {
    target.accepted(await target.send('github', signedBy.github(target, paid, 'guid-1')));
    // The id is not signed: whoever replays a body can name another event, but body and type stand in the key beside it …
    target.accepted(await target.send('github', signedBy.github(target, paid, 'guid-2')), 2);
    const [first, replayed] = target.inbox.received;
    expect(first).not.toBe(replayed);
    // … so that the genuine delivery of that other event is not suppressed.
    const genuine = signedBy.github(target, '{"another":"event"}', 'guid-2');
    await target.inbox.store.claim({ pk: replayed ?? '', leaseToken: 't', leaseUntilMs: 1, nowMs: target.nowMs });
    await target.inbox.store.complete({ pk: replayed ?? '', leaseToken: 't', nowMs: target.nowMs });
    target.accepted(await target.send('github', genuine), 3);
    expect(target.inbox.lines.at(-1)?.outcome).toBe('accepted');
  });

  attack('REP-06', async (target) => {
    target.accepted(await target.send('stripe', signedBy.stripe(target, '{"id":"abc"}')));
    target.accepted(await target.send('github', signedBy.github(target, '{}', 'abc')), 2);
    expect(new Set(target.inbox.received).size).toBe(2);
  });

  attack('REP-07', async (target) => {
    const body = '{}';
    const delivery = withHeader(
      signedBy.github(target, body),
      'x-hub-signature-256',
      `sha256=${macHex(target.keys('github-two').signing, body)}`,
    );
    target.accepted(await target.send('github', delivery));
    target.accepted(await target.send('github-two', delivery), 2);
    expect(target.inbox.received[0]).toMatch(/^v1#github#/);
    expect(target.inbox.received[1]).toMatch(/^v1#github-two#/);
  });

  attack('REP-08', async (target) => {
    for (const hook of ['1', '2']) {
      const delivery = withHeader(signedBy.github(target, `{"hook_id":${hook}}`), 'x-github-hook-id', hook);
      expect((await target.send('github', delivery)).statusCode).toBe(200);
    }
    expect(new Set(target.inbox.received).size).toBe(2);
    expect(target.inbox.messages).toHaveLength(2);
  });

  attack('REP-10', async (target) => {
    for (const id of ['evt_1', 'evt_2']) {
      await target.send('stripe', signedBy.stripe(target, `{"id":"${id}","data":{"object":{"id":"ch_1"}}}`));
    }
    expect(target.inbox.received).toEqual(['v1#stripe#p:evt_1', 'v1#stripe#p:evt_2']);
    expect(target.inbox.messages).toHaveLength(2);
  });
});

describe('an id', () => {
  attack('REP-11', async (target) => {
    for (const id of ['null', '["a"]', '{}', '""', '[]']) {
      target.inbox.received.length = 0;
      target.inbox.messages.length = 0;
      target.accepted(await target.send('stripe', signedBy.stripe(target, `{"id":${id}}`)));
      expect(target.inbox.received[0], id).toMatch(/^v1#stripe#h:[A-Za-z0-9_-]{43}$/);
    }
    await target.send('stripe', signedBy.stripe(target, '{"id":0}'));
    expect(target.inbox.received.at(-1)).toBe('v1#stripe#p:0');
  });

  attack('REP-12', async (target) => {
    for (const id of ['x'.repeat(257), 'x'.repeat(2048), 'é'.repeat(2000), 'x'.repeat(100_000)]) {
      await target.send('stripe', signedBy.stripe(target, JSON.stringify({ id })));
    }
    expect(new Set(target.inbox.received).size).toBe(4);
    for (const pk of target.inbox.received) expect(Buffer.byteLength(pk)).toBeLessThan(2048);
  });

  attack('REP-13', async (target) => {
    const ids = ['a#b', 'stripe#p:a', 'p:a', 'h:a', '~', 'a~b', `h:${'A'.repeat(43)}`, '../a', 'v1#github#p:guid-1'];
    for (const id of ids) await target.send('stripe', signedBy.stripe(target, JSON.stringify({ id })));
    expect(new Set(target.inbox.received).size).toBe(ids.length);
    for (const pk of target.inbox.received)
      expect(pk).toMatch(/^v1#stripe#(?:p:[A-Za-z0-9._:@/+=-]{1,256}|h:[\w-]{43})$/);
  });

  attack('REP-14', async (target) => {
    const ids = ['Evt_1', 'evt_1', 'evt_1 ', 'evt_1\u200b', 'é', 'e\u0301', '\ufeffevt_1', 'EVT_1'];
    for (const id of ids) await target.send('stripe', signedBy.stripe(target, JSON.stringify({ id })));
    expect(new Set(target.inbox.received).size).toBe(ids.length);
    expect(target.inbox.messages).toHaveLength(ids.length);
  });
});

describe('a redelivery by hand', () => {
  attack('REP-17', async () => {
    const scene = stage();
    scene.failing = new Error('the books are closed');
    await scene.again();
    await scene.drain();
    expect([scene.deadLetters.length, (await scene.inbox.store.read(key))?.status]).toEqual([1, 'FAILED']);
    scene.failing = null;
    expect([await scene.again(), scene.queue.length]).toEqual([200, 1]);
    await scene.drain();
    expect((await scene.inbox.store.read(key))?.status).toBe('COMPLETED');
    scene.redrive();
    await scene.drain();
    expect(scene.runs).toEqual([`${key}~0`]);
  });

  attack('REP-18', async () => {
    const { again, drain, queue, inbox, runs } = stage();
    await again();
    await drain();
    expect([await again(), queue.length]).toEqual([200, 0]);
    expect(await inbox.store.reopen(key, inbox.clock.nowMs)).toEqual({ kind: 'reopened', gen: 1 });
    expect([await again(), queue.length]).toEqual([200, 1]);
    await drain();
    await again();
    await drain();
    expect(runs).toEqual([`${key}~0`, `${key}~1`]);
  });

  attack('REP-19', async () => {
    const { again, drain, runs } = stage();
    const ping = '{"zen":"Design for failure."}';
    await again(ping);
    await drain();
    // Two equal bodies without an id are one event: documented for every provider without one (docs/protocol.md).
    expect(await again(ping)).toBe(200);
    await drain();
    expect(runs).toHaveLength(1);
    await again('{"zen":"Design for failure.","at":2}');
    await drain();
    expect(runs).toHaveLength(2);
  });
});
