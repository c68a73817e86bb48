import { appendFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatLine } from '../../../lambdas/runtime/journal.ts';
import { commands } from '../../../operator/command-line/chapters.ts';
import { runCommandLine } from '../../../operator/command-line/run-command-line.ts';
import { writeStateFolder } from './local-stack.ts';

let state: Awaited<ReturnType<typeof writeStateFolder>>;
beforeAll(async () => {
  state = await writeStateFolder();
});
afterAll(() => state.remove());

async function run(line: string, signal = new AbortController().signal, onLine: (line: string) => void = () => {}) {
  const shown: string[] = [];
  const exitCode = await runCommandLine(line.split(' '), {
    terminal: {
      print: (text) => {
        shown.push(text);
        onLine(text);
      },
      note: (text) => shown.push(text),
      style: (_, text) => text,
      readSecret: async () => '',
    },
    variables: { INBOX_STATE_DIR: state.folder },
    nowMs: Date.now,
    signal,
  });
  return { exitCode, shown: shown.join('\n') };
}

describe('a secret typed in the wrong place', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  it.each([
    `secret set stripe ${secret}`,
    `secret set ${secret}`,
    `secret rotate ${secret}`,
    `secret rotate stripe ${secret}`,
    `send stripe --secert=${secret}`,
    `send stripe --json=${secret}`,
  ])('is a mistake that is not repeated: inbox %s', async (line) => {
    const { exitCode, shown } = await run(line);
    expect(exitCode).toBe(2);
    expect(shown).not.toContain('MfKQ9r8');
  });

  it('still leaves a misspelt endpoint its suggestion', async () => {
    expect((await run('secret set strpe')).shown).toMatch(/did you mean "stripe"\?/);
  });
});

describe('an id that no delivery can carry', () => {
  it.each([
    ['', /--id is empty/],
    ['ü–', /the header x-github-delivery cannot carry/],
  ])('is a mistake: “%s”', async (id, sentence) => {
    const { exitCode, shown } = await run(`send github --secret s --id=${id}`);
    expect(exitCode).toBe(2);
    expect(shown).toMatch(sentence);
  });
});

describe('the examples of the help', () => {
  it.each(commands.flatMap(({ examples }) => examples.map(({ command }) => command)))('parse: %s', async (command) => {
    const words = command.replace(/^inbox /, '').replace(/ < .*/, '');
    expect((await run(`${words} --help`)).exitCode).toBe(0);
  });
});

describe('following the journal', () => {
  const line = (eventId: string, nowMs = Date.now()) =>
    `${formatLine(
      {
        kind: 'delivery',
        endpoint: 'stripe',
        outcome: 'accepted',
        status: 200,
        eventId,
        bytes: 1,
        durationMs: 2,
        requestId: 'r',
      },
      nowMs,
    )}\n`;

  it('shows what was there, then each new line once', async () => {
    await writeFile(state.journal, line('evt_0') + line('evt_1'));
    const stop = new AbortController();
    const seen: string[] = [];
    await run('events --follow --json --limit 1', stop.signal, (text) => {
      seen.push((JSON.parse(text) as { eventId: string }).eventId);
      // A line may be written later than its time says.
      if (seen.length === 1) void appendFile(state.journal, line('evt_2', Date.now() - 5_000) + line('evt_3'));
      if (seen.length === 3) stop.abort();
    });
    expect(seen).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });
});
