import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variants } from './variants.ts';

const root = join(import.meta.dirname, '../..');

/** What the simulation printed of the real code, broken so. */
function simulateBroken(index: number): Promise<{ readonly code: number | null; readonly output: string }> {
  const runs = ['--runs', '6000', '--seed', '1', '--workers', '1'];
  const args = ['--import', './test/mutation/break-code.ts', 'test/simulation/run.ts', ...runs];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: root, env: { ...process.env, VARIANT: String(index) } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });
}

describe('the real code, broken in one place, does not survive the simulation:', () => {
  it.concurrent.each(variants.map((variant, index) => ({ ...variant, index })))(
    '$name',
    { timeout: 120_000 },
    async ({ index, breaks }) => {
      const { code, output } = await simulateBroken(index);
      const breaches = output
        .split('\n')
        .filter((line) => /^ {4}(?:I\d|unexpected|exception|never at rest)/.test(line));
      expect(
        breaches.filter((line) => breaks.test(line)),
        output.slice(-2_000),
      ).not.toEqual([]);
      expect(code).toBe(1);
    },
  );
});
