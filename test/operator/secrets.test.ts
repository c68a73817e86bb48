import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OperatedInbox, startOperatedInbox } from './operated-inbox.ts';

let inbox: OperatedInbox;
beforeAll(async () => {
  inbox = await startOperatedInbox();
}, 120_000);
afterAll(() => inbox?.stack.remove());

const [first, second, third] = ['First', 'Second', 'Third'].map((name) => `whsec_${name.repeat(5)}`) as [
  string,
  string,
  string,
];
let sent = 0;
/** The answer to a delivery signed with the secret. */
const signedWith = (secret: string) => {
  sent += 1;
  return inbox.sendStripe(`evt_${sent}`, 'charge.paid', {}, secret);
};
/** New environments, which know nothing of what was. */
async function restart() {
  await inbox.stack.kill('SIGTERM');
  await inbox.stack.start();
}
async function stateOfStripe() {
  const all = (await inbox.json('secret', 'list')) as { endpoint: string; state: string; lastVerified: unknown }[];
  return all.find(({ endpoint }) => endpoint === 'stripe');
}

describe('secrets on the local stack', () => {
  // One story: each step begins with what the one before left.
  it('are set, rotated with an overlap, told apart, retired, and never printed', async () => {
    const said: string[] = [];
    const type = async (secret: string, ...args: string[]) => {
      const { code, stdout, stderr } = await inbox.inboxTyping(`${secret}\n`, 'secret', ...args);
      said.push(stdout, stderr);
      return code;
    };

    expect(await type(first, 'set', 'stripe')).toBe(0);
    await restart();
    expect(await signedWith(first)).toBe(200);

    expect(await type(second, 'rotate', 'stripe', '--overlap', '1m')).toBe(0);
    const rotatedMs = Date.now();
    await restart();
    expect(await signedWith(second)).toBe(200);
    expect(await signedWith(first)).toBe(200);
    await expect.poll(stateOfStripe, { timeout: 20_000 }).toMatchObject({
      state: 'rotating',
      lastVerified: { secret: 'previous' },
    });
    // The same environment goes on running: the overlap ends in it without another look at the store.
    await expect.poll(() => signedWith(first), { timeout: 90_000, interval: 500 }).toBe(401);
    expect(Date.now() - rotatedMs).toBeGreaterThan(55_000);
    expect(await signedWith(second)).toBe(200);
    expect(await stateOfStripe()).toMatchObject({ state: 'one' });

    expect(await type(third, 'rotate', 'stripe')).toBe(0);
    await restart();
    expect([await signedWith(second), await signedWith(third)]).toEqual([200, 200]);
    const retired = await inbox.inbox('secret', 'retire', 'stripe');
    expect(retired.stdout).toBe('older secrets of stripe are retired: running functions forget them within 10 min\n');
    await restart();
    expect([await signedWith(second), await signedWith(third)]).toEqual([401, 200]);
    expect(await inbox.inbox('secret', 'retire', 'stripe')).toMatchObject({ code: 1 });

    said.push(retired.stdout, (await inbox.inbox('secret', 'list')).stdout, inbox.stack.output());
    for (const secret of [first, second]) expect(said.join('\n')).not.toContain(secret);
  }, 200_000);
});
