import { describe, expect } from 'vitest';
import * as z from 'zod';
import { on, type Routes } from '../../lambdas/processing/define-processor.ts';
import { createInbox, keyOf, messageRecord, toRecord } from '../unit/processing/inbox.ts';
import { attack } from './attack.ts';

const throwing = (thrown: unknown): Routes => ({
  '*': () => {
    throw thrown;
  },
});

describe('a processor', () => {
  attack('PRO-02', async () => {
    const odd = ['x', null, undefined, 0, Symbol('s'), Object.create(null), { toString: null }, new Proxy({}, {})];
    for (const thrown of odd) {
      const inbox = createInbox(throwing(thrown));
      expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
      expect(inbox.journal).toMatchObject([{ outcome: 'retry' }]);
    }
    // What rejects after its handler has returned is no part of the event any more.
    const late = createInbox({ '*': () => void Promise.reject(new Error('later')).catch(() => {}) });
    expect(await late.run([messageRecord()])).toEqual([]);
  });

  attack('PRO-03', async () => {
    const runs: string[] = [];
    const broken = createInbox(
      { '*': ({ event }) => runs.push(event.id) },
      {
        wrap: (ports) => {
          let lines = 0;
          return {
            ...ports,
            writeLine: () => {
              lines += 1;
              if (lines <= 2) throw new Error('standard output is closed');
            },
          };
        },
      },
    );
    const records = ['evt_1', 'evt_2'].map((eventId) => messageRecord({ eventId }));
    await expect(broken.run(records)).rejects.toThrow('standard output is closed');
    expect(await broken.run(records)).toEqual([]);
    expect(runs.sort()).toEqual(['evt_1', 'evt_2']);
  });

  attack('PRO-06', async () => {
    const runs: string[] = [];
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const inbox = createInbox({
      '*': async ({ idempotencyKey }) => {
        runs.push(idempotencyKey);
        start();
        await finished;
      },
    });
    const first = inbox.run([messageRecord()]);
    await started;
    expect(await inbox.run([messageRecord({ receives: 2 })])).toEqual(['m:evt_1']);
    finish();
    expect(await first).toEqual([]);
    expect(await inbox.run([messageRecord({ receives: 3 })])).toEqual([]);
    expect(runs).toHaveLength(1);
  });

  attack('PRO-07', async () => {
    const inbox = createInbox({ '*': () => {} });
    const nowMs = Date.now();
    const lease = { pk: keyOf('evt_1'), leaseToken: 'another', leaseUntilMs: nowMs + 60_000, nowMs };
    await inbox.store.claim(lease);
    const copies = [1, 2].map((receives) => messageRecord({ receives }));
    expect(await inbox.run(copies)).toEqual(['m:evt_1', 'm:evt_1']);
    expect(inbox.journal.map(({ outcome }) => outcome)).toEqual(['busy', 'busy']);
    expect(inbox.deadLetters).toEqual([]);
  });

  attack('PRO-08', async () => {
    for (const remainingMs of [2_000, 20_000, 900_000]) {
      const inbox = createInbox({ '*': () => {} });
      const startedMs = Date.now();
      const leases: number[] = [];
      const { claim } = inbox.store;
      Object.assign(inbox.store, {
        claim: (input: Parameters<typeof claim>[0]) => {
          leases.push(input.leaseUntilMs);
          return claim(input);
        },
      });
      await inbox.run([messageRecord()], remainingMs);
      expect(leases).toHaveLength(1);
      expect(leases[0]).toBeGreaterThanOrEqual(startedMs + remainingMs + 5_000);
    }
  });

  attack('PRO-12', async () => {
    const keys: string[] = [];
    const routes = (fixed: boolean): Routes => ({
      '*': ({ idempotencyKey }) => {
        keys.push(idempotencyKey);
        if (!fixed) throw new Error('not yet');
      },
    });
    let fixed = false;
    const inbox = createInbox({ '*': (attempt) => routes(fixed)['*']?.(attempt) });
    expect(await inbox.run([messageRecord({ receives: 5 })])).toEqual([]);
    const [dead] = inbox.deadLetters;
    if (!dead) throw new Error('no dead letter');
    fixed = true;
    expect(await inbox.run([toRecord(dead, 'redriven')])).toEqual([]);
    expect(await inbox.run([toRecord(dead, 'redriven-again')])).toEqual([]);
    expect(keys).toEqual([`${keyOf('evt_1')}~0`, `${keyOf('evt_1')}~0`]);
  });

  attack('PRO-13', async () => {
    const runs: string[] = [];
    const inbox = createInbox({ '*': ({ event }) => runs.push(event.id) });
    expect(await inbox.store.read(keyOf('evt_1'))).toBeNull();
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect([runs, (await inbox.store.read(keyOf('evt_1')))?.status]).toEqual([['evt_1'], 'COMPLETED']);
  });

  attack('PRO-14', async () => {
    const runs: string[] = [];
    const inbox = createInbox({ '*': ({ event }) => runs.push(event.id) });
    const longAgo = Date.now() - 46 * 24 * 3600_000;
    const lease = { pk: keyOf('evt_1'), leaseToken: 'old', leaseUntilMs: longAgo + 1000, nowMs: longAgo };
    await inbox.store.claim(lease);
    await inbox.store.complete(lease);
    expect((await inbox.store.read(keyOf('evt_1')))?.status).toBe('COMPLETED');
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect(runs).toEqual(['evt_1']);
  });
});

describe('a message', () => {
  const never: Routes = {
    '*': () => {
      throw new Error('the handler must not run');
    },
  };

  attack('PRO-15', async () => {
    const genuine = messageRecord();
    const attributes = genuine.messageAttributes;
    const withoutOne = ['endpoint', 'eventId', 'receivedAt', 'encoding'].map((name) =>
      Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name)),
    );
    const text = (stringValue: string) => ({
      dataType: 'String',
      stringValue,
      stringListValues: [],
      binaryListValues: [],
    });
    const odd = [
      {},
      ...withoutOne,
      { ...attributes, endpoint: text('github') },
      { ...attributes, eventId: text('a#b') },
      { ...attributes, eventId: text('x'.repeat(257)) },
      { ...attributes, encoding: text('gzip') },
      { ...attributes, receivedAt: text('yesterday') },
    ];
    for (const messageAttributes of odd) {
      const inbox = createInbox(never);
      expect(await inbox.run([{ ...genuine, messageAttributes }])).toEqual([]);
      expect(inbox.deadLetters).toHaveLength(1);
      expect(inbox.deadLetters[0]?.attributes.errorName?.StringValue).toBe('MalformedMessage');
      expect(inbox.deadLetters[0]?.body).toBe(genuine.body);
      expect(inbox.calls).toEqual(['sendDeadLetter']);
    }
  });

  attack('PRO-16', async () => {
    // Another version of the code may know other encodings and other attributes: what is not understood is kept.
    const genuine = messageRecord();
    const added = { ...genuine.messageAttributes, added: { dataType: 'String', stringValue: 'by a later version' } };
    const runs: string[] = [];
    const inbox = createInbox({ '*': ({ event }) => runs.push(event.id) });
    expect(await inbox.run([{ ...genuine, messageAttributes: added }])).toEqual([]);
    expect(runs).toEqual(['evt_1']);
    const unknown = { ...genuine.messageAttributes, encoding: { dataType: 'String', stringValue: 'zstd' } };
    const other = createInbox(never);
    await other.run([{ ...genuine, messageAttributes: unknown }]);
    expect(other.deadLetters).toHaveLength(1);
  });

  attack('PRO-17', async () => {
    const pointer = { bucket: 'b', key: 'stripe/1', size: 2, sha256: 'a'.repeat(64) };
    const record = messageRecord();
    const s3 = { ...record.messageAttributes, encoding: { dataType: 'String', stringValue: 's3' } };
    for (const body of [JSON.stringify(pointer), '{}', 'null', 'not JSON', '[]']) {
      const inbox = createInbox(never);
      inbox.bodies.set('stripe/1', Buffer.from('{}'));
      expect(await inbox.run([{ ...record, body, messageAttributes: s3 }]), body).toEqual(['m:evt_1']);
      expect(inbox.journal).toMatchObject([{ outcome: 'retry', errorName: 'BodyUnavailableError' }]);
    }
  });

  attack('PRO-18', async () => {
    const payloads: { n: number; list: number[] }[] = [];
    const inbox = createInbox({
      '*': on(z.object({ n: z.number(), list: z.array(z.number()) }), ({ payload, event }) => {
        payloads.push(payload);
        payload.list.push(99);
        event.rawBody.fill(0);
      }),
    });
    const body = '{"n":1,"list":[]}';
    const records = ['evt_1', 'evt_2'].map((eventId) => messageRecord({ eventId, body }));
    expect(await inbox.run(records)).toEqual([]);
    expect(payloads).toEqual([
      { n: 1, list: [99] },
      { n: 1, list: [99] },
    ]);
    expect(payloads[0]).not.toBe(payloads[1]);
    expect(JSON.stringify(inbox.journal)).not.toContain('list');
  });
});
