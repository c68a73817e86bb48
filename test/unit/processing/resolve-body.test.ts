import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../lambdas/processing/event-message.ts';
import { resolveBody } from '../../../lambdas/processing/resolve-body.ts';
import { sha256 } from './inbox.ts';

const stored = Buffer.from('{"a":1}');
const pointer = { bucket: 'bodies', key: 'k', size: stored.length, sha256: sha256(stored) };
const resolve = (value: unknown) => {
  const message = { encoding: 's3', body: typeof value === 'string' ? value : JSON.stringify(value) };
  return resolveBody(message as EventMessage, async () => stored);
};

describe('the pointer to a body in S3', () => {
  it('yields the bytes that were put there', async () => {
    expect(await resolve(pointer)).toBe(stored);
  });

  it.each([
    '{',
    'null',
    '"bodies/k"',
    '1',
    {},
    { ...pointer, bucket: 1 },
    { ...pointer, key: null },
    { ...pointer, sha256: undefined },
    { ...pointer, size: '7' },
    { ...pointer, size: 7.5 },
  ])('that is not one is said to be none: %j', async (value) => {
    const resolving = resolve(value);
    await expect(resolving).rejects.toThrow('the message says that its body is in S3, but not where');
    await expect(resolving).rejects.toHaveProperty('name', 'BodyUnavailableError');
  });
});
