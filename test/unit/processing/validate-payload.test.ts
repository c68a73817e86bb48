import { describe, expect, it } from 'vitest';
import { type PayloadSchema, validatePayload } from '../../../lambdas/processing/validate-payload.ts';

type Issue = Extract<
  Awaited<ReturnType<PayloadSchema<unknown>['~standard']['validate']>>,
  { issues: readonly unknown[] }
>['issues'][number];
const refusing = (...issues: Issue[]): PayloadSchema<never> => ({ '~standard': { validate: () => ({ issues }) } });
const complaint = (payload: unknown, ...issues: Issue[]) =>
  validatePayload(refusing(...issues), payload).then(
    () => '',
    (error: Error) => error.message,
  );

describe('a payload that its schema refuses', () => {
  it.each([
    [{ a: { b: 1 } }, ['a', 'b'], 'a.b: string expected, number found'],
    [{ a: [true] }, ['a', 0], 'a.0: string expected, boolean found'],
    [{ a: null }, ['a'], 'a: string expected, null found'],
    [{ a: [] }, ['a'], 'a: string expected, array found'],
    [[], undefined, '$: string expected, array found'],
    [{ a: null }, ['a', 'b'], 'a.b is missing'],
    [{ a: 'text' }, ['a', 'length'], 'a.length is missing'],
    [null, ['a'], 'a is missing'],
    ['text', ['length'], 'length is missing'],
  ])('%j says where, what was expected and what stood there', async (payload, path, sentence) => {
    expect(await complaint(payload, { path, expected: 'string' })).toBe(sentence);
  });

  it('says the kind of issue when the schema does not say what it expected', async () => {
    expect(await complaint({ a: 1 }, { path: ['a'], code: 'too_big' })).toBe('a: too_big (number found)');
    expect(await complaint({ a: 1 }, { path: ['a'] })).toBe('a: not as the schema says (number found)');
  });

  it('cuts long paths, expectations and kinds, but not one that just fits', async () => {
    const [path, longer] = ['p'.repeat(100), 'p'.repeat(101)];
    const payload = { [path]: 1, [longer]: 1 };
    const [expected, code] = ['e'.repeat(40), 'c'.repeat(40)];
    expect(await complaint(payload, { path: [path], expected })).toBe(`${path}: ${expected} expected, number found`);
    expect(await complaint(payload, { path: [longer], expected: `${expected}e` })).toBe(
      `${path}…: ${expected}… expected, number found`,
    );
    expect(await complaint(payload, { path: [path], code: `${code}c` })).toBe(`${path}: ${code}… (number found)`);
  });

  it.each(['', 'x'])('never ends in half a character, wherever the limit falls: "%s"', async (first) => {
    const paths = Array.from({ length: 5 }, (_, index) => [`${index === 0 ? first : ''}${'é'.repeat(99)}${index}`]);
    const payload = Object.fromEntries(paths.map(([path]) => [path, 1]));
    const message = await complaint(payload, ...paths.map((path) => ({ path, expected: 'é'.repeat(40) })));
    expect(Buffer.byteLength(message)).toBeGreaterThan(1020);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(1024);
    expect(message).not.toContain('\ufffd');
  });
});
