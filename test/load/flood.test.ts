import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../chaos/world.ts';
import { flood } from './flood.ts';
import { measureDeliveries } from './measure.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 120_000);
afterAll(() => world?.remove());

it('writes nothing for a flood of forged requests, and reads no secret for each', async () => {
  const [writes, reads] = [world.observed.writes(), world.observed.count('GetSecretValue')];
  const answers = await flood({ url: world.stack.url, rate: 100, signal: AbortSignal.timeout(2_000) });
  const sent = [...answers.values()].reduce((sum, count) => sum + count, 0);
  expect([...answers.keys()]).toEqual([401]);
  expect(sent).toBeGreaterThan(0);
  expect(world.observed.writes()).toBe(writes);
  expect(world.observed.count('GetSecretValue') - reads).toBeLessThan(sent);
});

it('sees the writes of a delivery that is genuine', async () => {
  const writes = world.observed.writes();
  const { accepted } = await measureDeliveries({ url: world.stack.url, keys: world.keys, rate: 10, seconds: 0.1 });
  await world.stack.journalUntil((lines) =>
    lines.some(({ outcome, eventId }) => outcome === 'completed' && eventId === accepted[0]),
  );
  // The record, the message, the claim, the completion.
  expect(world.observed.writes()).toBe(writes + 4);
});
