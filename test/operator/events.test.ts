import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killHard, type OperatedInbox, startOperatedInbox } from './operated-inbox.ts';

let inbox: OperatedInbox;
beforeAll(async () => {
  inbox = await startOperatedInbox();
  inbox.repair();
}, 120_000);
afterAll(() => inbox?.stack.remove());

describe('the journal of the local stack', { timeout: 120_000 }, () => {
  it('is followed while deliveries arrive', async () => {
    const child = inbox.start('events', '--follow', '--type', 'follow.*', '--outcome', 'completed', '--json');
    const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
    const seen: string[] = [];
    for (const id of ['evt_follow_1', 'evt_follow_2']) {
      await inbox.sendStripe(id, 'follow.me');
      const { value } = await lines.next();
      seen.push((JSON.parse(String(value)) as { eventId: string }).eventId);
    }
    await killHard(child);
    expect(seen).toEqual(['evt_follow_1', 'evt_follow_2']);
  });

  it('is filtered by endpoint, type, outcome and time', async () => {
    await inbox.sendStripe('evt_filter', 'charge.paid');
    await inbox.sendAcme('acme_filter', '{}', 'application/json');
    await inbox.sendStripe('evt_forged', 'charge.paid', {}, 'whsec_of_somebody_else');
    await inbox.completed('evt_filter', 'acme_filter');
    const count = async (...options: string[]) => {
      const { stdout } = await inbox.inbox('events', '--json', ...options);
      return stdout.split('\n').filter(Boolean).length;
    };
    expect(await count('--endpoint', 'acme', '--outcome', 'completed')).toBe(1);
    expect(await count('--outcome', 'rejected', '--since', '10m')).toBe(1);
    expect(await count('--type', 'charge.*', '--outcome', 'completed', '--limit', '1')).toBe(1);
    expect(await count('--since', new Date(Date.now() + 3_600_000).toISOString())).toBe(0);
  });
});

describe('one event', { timeout: 120_000 }, () => {
  it('is told from end to end, and runs once more after it was reopened', async () => {
    inbox.breakAgain();
    await inbox.sendStripe('evt_story', 'charge.paid');
    await inbox.stack.journalUntil((lines) =>
      lines.some(({ eventId, outcome }) => eventId === 'evt_story' && outcome === 'retry'),
    );
    inbox.repair();
    await inbox.completed('evt_story');
    await inbox.sendStripe('evt_story', 'charge.paid');
    const { stdout } = await inbox.inbox('find', 'evt_story');
    expect(stdout).toMatch(/^event +evt_story of endpoint stripe\nrecord +COMPLETED, generation 0, \d claims$/m);
    expect(stdout).toMatch(/^verified +with the newest secret\nqueued +once\nattempts +\d\nend +completed, \S+$/m);
    expect(stdout).toMatch(/^since +1 duplicate, the last \S+$/m);
    expect(stdout).toMatch(/retry +stripe charge\.paid evt_story[\s\S]*TypeError: the books are closed/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);

    expect(await inbox.json('reopen', 'stripe', 'evt_story')).toEqual({
      endpoint: 'stripe',
      eventId: 'evt_story',
      generation: 1,
    });
    await inbox.sendStripe('evt_story', 'charge.paid');
    await inbox.stack.journalUntil(
      (lines) =>
        lines.filter(({ eventId, outcome }) => eventId === 'evt_story' && outcome === 'completed').length === 2,
    );
    expect(await inbox.json('find', 'stripe', 'evt_story')).toMatchObject([
      { record: { status: 'COMPLETED', gen: 1 } },
    ]);
  });

  it('is not found where there is none', async () => {
    expect(await inbox.inbox('find', 'evt_nowhere')).toMatchObject({
      code: 1,
      stderr: 'inbox: no endpoint knows anything of an event "evt_nowhere"\n',
    });
  });
});
