import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { defineProcessor, on } from '../../../lambdas/processing/define-processor.ts';
import type { EventAttempt } from '../../../lambdas/processing/event-attempt.ts';
import { InvalidPayloadError } from '../../../lambdas/runtime/errors.ts';
import { createInbox, messageRecord, valuesOf } from './inbox.ts';

const Invoice = z.object({ data: z.object({ id: z.string(), amount_paid: z.int() }) });
const attemptOf = (payload: unknown): EventAttempt<unknown> => ({
  payload,
  event: {
    endpoint: 'stripe',
    id: 'evt_1',
    type: null,
    receivedAt: new Date(0),
    contentType: null,
    rawBody: Buffer.alloc(0),
  },
  idempotencyKey: 'k~0',
  attempt: 1,
  signal: AbortSignal.timeout(1000),
});
const refusal = async (schema: Parameters<typeof on>[0], payload: unknown): Promise<InvalidPayloadError> => {
  const error = await Promise.resolve(on(schema, vi.fn())(attemptOf(payload))).catch((thrown) => thrown);
  if (error instanceof InvalidPayloadError) return error;
  throw new Error('the payload was not refused');
};

describe('a handler with a schema', () => {
  it('is typed by what the schema yields', () => {
    on(Invoice, ({ payload, event, signal }) => {
      expectTypeOf(payload).toEqualTypeOf<{ data: { id: string; amount_paid: number } }>();
      expectTypeOf(event.rawBody).toEqualTypeOf<Buffer>();
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    });
    on(z.string().transform(Number), ({ payload }) => expectTypeOf(payload).toEqualTypeOf<number>());
    on(mini.object({ a: mini.string() }), ({ payload }) => expectTypeOf(payload).toEqualTypeOf<{ a: string }>());
    defineProcessor({ '*': ({ payload }) => expectTypeOf(payload).toBeUnknown() });
    // @ts-expect-error a handler cannot expect another payload than its schema yields
    on(z.string(), (_: EventAttempt<number>) => {});
  });

  it('gets the payload as the schema yields it', async () => {
    const handler = vi.fn();
    await on(z.object({ n: z.string().transform(Number) }), handler)(attemptOf({ n: '7', extra: true }));
    expect(handler).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ payload: { n: 7 }, idempotencyKey: 'k~0' }),
    );
  });

  it('takes schemas that answer later', async () => {
    const handler = vi.fn();
    await on(
      z.string().refine(async (text) => text === 'a'),
      handler,
    )(attemptOf('a'));
    expect(handler).toHaveBeenCalledOnce();
  });

  it('does not run for a payload that misses a field, and says where', async () => {
    const error = await refusal(Invoice, { data: { id: 'in_secret' } });
    expect(error.message).toBe('data.amount_paid is missing');
    expect(error.paths).toEqual(['data.amount_paid']);
  });

  it('takes no inherited property for a field', async () => {
    expect((await refusal(z.object({ constructor: z.string() }), {})).message).toBe('constructor is missing');
  });

  it('does not run for a payload with another type, and says where and which', async () => {
    const error = await refusal(z.object({ list: z.array(z.object({ n: z.number() })) }), { list: [{ n: 'secret' }] });
    expect(error.message).toBe('list.0.n: number expected, string found');
  });

  it.each([
    [null, '$: object expected, null found'],
    [[], '$: object expected, array found'],
    ['secret', '$: object expected, string found'],
  ])('does not run when the whole payload is %s', async (payload, message) => {
    expect((await refusal(Invoice, payload)).message).toBe(message);
  });

  it('never repeats a value, nor a message of the schema', async () => {
    const schema = z.object({
      a: z.literal('x'),
      b: z.string().refine(() => false, { error: ({ input }) => `bad ${input}` }),
      c: z.union([z.int(), z.boolean()]),
    });
    const { message } = await refusal(schema, { a: 'secret', b: 'secret', c: 'secret' });
    expect(message).not.toContain('secret');
    expect(message).toMatch(/^a: .*; b: custom \(string found\); c: invalid_union \(string found\)$/);
  });

  it('names five paths at most, in a kilobyte at most', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${'ä'.repeat(300)}${index}`);
    const schema = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
    const { message, paths } = await refusal(schema, {});
    expect(paths).toHaveLength(5);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(1024);
    const short = z.object(Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`f${index}`, z.string()])));
    expect((await refusal(short, {})).message).toMatch(/f4 is missing; and 2 more$/);
  });

  it('takes any Standard Schema', async () => {
    const schema = { '~standard': { validate: () => ({ issues: [{ path: ['a', { key: 'b' }] }] }) } };
    expect((await refusal(schema, { a: { b: 1 } })).message).toBe('a.b: not as the schema says (number found)');
  });

  it('dead-letters the event at once with the path as its reason', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ 'invoice.paid': on(Invoice, handler) });
    expect(await inbox.run([messageRecord({ body: '{"data":{"id":"in_1"}}' })])).toEqual([]);
    expect(handler).not.toHaveBeenCalled();
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([
      { errorName: 'InvalidPayloadError', errorMessage: 'data.amount_paid is missing' },
    ]);
  });
});
