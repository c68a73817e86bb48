import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import { bury, lettersIn } from './buried-letters.ts';
import { killHard, type OperatedInbox, startOperatedInbox } from './operated-inbox.ts';

let inbox: OperatedInbox;
beforeAll(async () => {
  inbox = await startOperatedInbox();
}, 120_000);
afterAll(() => inbox?.stack.remove());

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}${n}`);

describe('a verb that is killed with SIGKILL', () => {
  it('in an export leaves whole lines, and a second run adds what is missing', async () => {
    const ids = numbered('x', 300);
    await bury(inbox, ids, {}, 'acme');
    const path = join(inbox.stack.stateDirectory, 'export.ndjson');
    const child = inbox.start('dlq', 'export', 'acme', '--out', path);
    await expect
      .poll(() => existsSync(path) && statSync(path).size > 10_000, { timeout: 20_000, interval: 1 })
      .toBe(true);
    await killHard(child);
    const half = lettersIn(readFileSync(path, 'utf8'));
    expect(half.length).toBeGreaterThan(0);
    expect(half.length).toBeLessThan(300);
    // A torn line, as a kill in the middle of a write leaves it.
    writeFileSync(path, '{"endpoint":"stri', { flag: 'a' });
    // What the killed run held is hidden for half a minute.
    await expect
      .poll(
        async () => {
          await inbox.inbox('dlq', 'export', 'acme', '--out', path);
          return new Set(lettersIn(readFileSync(path, 'utf8')).map(({ eventId }) => eventId)).size;
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(300);
    expect(lettersIn(readFileSync(path, 'utf8'))).toHaveLength(300);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await inbox.deadLetters('acme')).toBe(300);
  }, 120_000);

  it('in a redrive loses nothing and runs nothing twice; a second run goes on', async () => {
    const ids = numbered('kill', 200);
    await bury(inbox, ids);
    inbox.repair();
    const child = inbox.start('dlq', 'redrive', 'stripe', '--type', 'invoice.*', '--rate', '100/s');
    const done = async () => {
      const records = await Promise.all(ids.map((id) => inbox.ports.store.read(eventKey('stripe', id))));
      return records.filter((record) => record?.status === 'COMPLETED').length;
    };
    await expect.poll(() => inbox.deadLetters('stripe'), { timeout: 20_000, interval: 10 }).toBeLessThan(180);
    await killHard(child);
    const left = await inbox.deadLetters('stripe');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(200);
    // Those that were sent are processed; one may have been sent and not deleted yet, and is counted twice.
    await expect.poll(async () => (await done()) + left, { timeout: 30_000 }).toBeGreaterThanOrEqual(200);
    // What the killed run held is hidden for half a minute.
    await expect
      .poll(
        async () => {
          await inbox.inbox('dlq', 'redrive', 'stripe', '--type', 'invoice.*');
          return inbox.deadLetters('stripe');
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(0);
    await inbox.completed(...ids);
    expect(await done()).toBe(200);
    const completions = inbox.stack
      .journal()
      .filter(({ eventId = '', outcome }) => outcome === 'completed' && ids.includes(eventId));
    expect(completions).toHaveLength(200);
  }, 150_000);
});
