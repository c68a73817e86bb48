import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

async function inbox(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const env = { ...process.env, INBOX_STATE_DIR: join(root, 'nowhere') };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['bin/inbox.ts', ...argv], {
      cwd: root,
      env,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe('the program', () => {
  it('prints to standard output, without colour when that is no terminal, and exits with 0', async () => {
    const { code, stdout, stderr } = await inbox('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^inbox: work on a webhook inbox/);
  });

  it.each([
    [2, ['sned'], /^inbox: there is no verb "sned": did you mean "send"\? .*\n$/],
    [1, ['endpoints'], /^inbox: no inbox is running here: .*\n$/],
  ])('exits with %i after a mistake, with one line on standard error', async (code, argv, sentence) => {
    const result = await inbox(...argv);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(sentence);
  });
});
