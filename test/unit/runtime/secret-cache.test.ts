import { describe, expect, it } from 'vitest';
import { createSecretCache } from '../../../lambdas/runtime/secret-cache.ts';
import { overlapText, type SecretVersions } from '../../../lambdas/runtime/secret-text.ts';

function setUp() {
  const world = {
    nowMs: 1_000_000,
    calls: 0,
    answer: (): SecretVersions | null => ({ current: 'first-secret', currentSinceMs: 0, previous: null }),
  };
  const cache = createSecretCache(
    async () => {
      world.calls += 1;
      return world.answer();
    },
    () => world.nowMs,
  );
  return { world, cache };
}

const unreachable = () => {
  throw new Error('unreachable');
};

describe('the secret cache', () => {
  it('looks a secret up once for a hundred deliveries at the same moment', async () => {
    const { world, cache } = setUp();
    const states = await Promise.all(Array.from({ length: 100 }, () => cache.get('arn')));
    expect(new Set(states.map(({ kind }) => kind))).toEqual(new Set(['ready']));
    expect(world.calls).toBe(1);
  });

  it('serves the old secret at once while it looks again', async () => {
    const { world, cache } = setUp();
    await cache.get('arn');
    world.nowMs += 7 * 60_000;
    world.answer = () => ({ current: 'second-secret', currentSinceMs: 0, previous: null });
    expect(await cache.get('arn')).toMatchObject({ secrets: ['first-secret'] });
    await expect.poll(() => cache.get('arn')).toMatchObject({ secrets: ['second-secret'] });
    expect(world.calls).toBe(2);
  });

  it('goes on serving for a day when the secret cannot be read, and says that it is stale', async () => {
    const { world, cache } = setUp();
    await cache.get('arn');
    world.answer = unreachable;
    world.nowMs += 23 * 3600_000;
    await cache.get('arn');
    await expect.poll(() => cache.get('arn')).toMatchObject({ kind: 'ready', stale: true });
    world.nowMs += 2 * 3600_000;
    expect(await cache.get('arn')).toEqual({ kind: 'unavailable' });
  });

  it('asks at most once in five seconds for a secret that was never set', async () => {
    const { world, cache } = setUp();
    world.answer = () => null;
    for (let n = 0; n < 10; n += 1) expect(await cache.get('arn')).toEqual({ kind: 'unset' });
    expect(world.calls).toBe(1);
    world.nowMs += 5_001;
    world.answer = () => ({ current: 'now-set', currentSinceMs: 0, previous: null });
    expect(await cache.get('arn')).toMatchObject({ kind: 'ready', secrets: ['now-set'] });
  });

  it('tells every delivery that comes in after a rotation of the new secret, with one look-up', async () => {
    const { world, cache } = setUp();
    await cache.get('arn');
    world.nowMs += 61_000;
    world.answer = () => ({ current: 'second-secret', currentSinceMs: 0, previous: null });
    const refreshed = await Promise.all(Array.from({ length: 10 }, () => cache.refreshAfterMismatch('arn')));
    for (const { changed, state } of refreshed) {
      expect({ changed, state }).toMatchObject({ changed: true, state: { secrets: ['second-secret'] } });
    }
    expect(world.calls).toBe(2);
    expect(await cache.refreshAfterMismatch('arn')).toMatchObject({ changed: false });
  });

  it('does not let a malformed previous value spoil a good current one', async () => {
    const { world, cache } = setUp();
    world.answer = () => ({ current: 'good-secret', currentSinceMs: world.nowMs, previous: '' });
    expect(await cache.get('arn')).toMatchObject({ kind: 'ready', secrets: ['good-secret'] });
  });

  it('stops verifying with the previous secret at the end of its overlap, in an environment that keeps running', async () => {
    const { world, cache } = setUp();
    const end = world.nowMs + 3 * 60_000;
    const current = overlapText(['second-secret'], end);
    world.answer = () => ({ current, currentSinceMs: world.nowMs, previous: 'first-secret' });
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret', 'first-secret'] });
    world.nowMs = end - 1;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret', 'first-secret'] });
    world.nowMs = end;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret'] });
    expect(world.calls).toBe(1);
  });

  it('keeps to that end while the secret cannot be read', async () => {
    const { world, cache } = setUp();
    const end = world.nowMs + 3_600_000;
    const current = overlapText(['second-secret'], end);
    world.answer = () => ({ current, currentSinceMs: 0, previous: 'first-secret' });
    await cache.get('arn');
    world.answer = unreachable;
    world.nowMs = end + 1;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret'], stale: true });
  });

  it('keeps a longer overlap than the usual three days, and the usual one without any', async () => {
    const { world, cache } = setUp();
    const day = 24 * 3_600_000;
    const current = overlapText(['second-secret'], world.nowMs + 7 * day);
    world.answer = () => ({ current, currentSinceMs: world.nowMs, previous: 'first-secret' });
    await cache.get('arn');
    const plain = { current: 'second-secret', currentSinceMs: world.nowMs, previous: 'first-secret' };
    world.nowMs += 6 * day;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret', 'first-secret'] });
    world.answer = () => plain;
    world.nowMs += 11 * 60_000;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret'] });
  });

  it('looks before it verifies when it slept for longer than ten minutes: a retired secret opens nothing', async () => {
    const { world, cache } = setUp();
    await cache.get('arn');
    world.answer = () => ({ current: 'second-secret', currentSinceMs: 0, previous: null });
    world.nowMs += 10 * 60_000;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['second-secret'] });
  });

  it('does not wait for a look-up again and again while none succeeds', async () => {
    const { world, cache } = setUp();
    await cache.get('arn');
    world.answer = unreachable;
    world.nowMs += 3_600_000;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['first-secret'], stale: true });
    world.nowMs += 6_000;
    const never = new Promise<never>(() => {});
    world.answer = () => never as never;
    expect(await cache.get('arn')).toMatchObject({ secrets: ['first-secret'] });
  });

  it('fails closed on an overlap without a date', async () => {
    const { world, cache } = setUp();
    const current = '{"previousUntil":"soon","secrets":["second-secret"]}';
    world.answer = () => ({ current, currentSinceMs: 0, previous: 'first-secret' });
    const state = await cache.get('arn');
    expect(state.kind).toBe('malformed');
    expect(JSON.stringify(state)).not.toContain('second-secret');
  });
});
