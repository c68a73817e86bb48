import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

describe('a bundle made before', { timeout: 120_000 }, () => {
  let processor: string;
  let imported: string;
  const made = new Set<string>();
  afterAll(() => {
    for (const each of made) rmSync(each, { recursive: true, force: true });
  });

  /** As `cdk synth` does: in a process of its own. Returns the bundle's folder. */
  function bundleAnew(): string {
    const script = `import { bundle } from '${root}/lib/bundle.ts'; console.log(bundle({ file: '${processor}' }));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    made.add(output.trim());
    return output.trim();
  }
  const textOf = (bundled: string) => readFileSync(join(bundled, 'index.mjs'), 'utf8');

  /** Saved before synth was started, and always at the same time, as files of packages are. */
  const save = (file: string, text: string) => {
    writeFileSync(file, text);
    utimesSync(file, 1_700_000_000, 1_700_000_000);
  };

  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'inbox-cache-'));
    made.add(folder);
    processor = join(folder, 'processor.ts');
    imported = join(folder, 'imported.ts');
    save(processor, "import { answer } from './imported.ts';\nexport const handler = async () => answer;\n");
    save(imported, 'export const answer = 1111;\n');
  });

  it('is used again while nothing has changed, and never when a byte has', () => {
    const first = bundleAnew();
    expect(bundleAnew()).toBe(first);

    save(imported, 'export const answer = 2222;\n');
    const second = bundleAnew();
    expect(second).not.toBe(first);
    expect(textOf(second)).toContain('2222');
    expect(bundleAnew()).toBe(second);
  });

  it('is made again when it was damaged', () => {
    const whole = bundleAnew();
    const text = textOf(whole);
    writeFileSync(join(whole, 'index.mjs'), '');
    const again = bundleAnew();
    expect(again).not.toBe(whole);
    expect(textOf(again)).toBe(text);
    rmSync(again, { recursive: true });
    expect(textOf(bundleAnew())).toBe(text);
  });

  it('is not kept when a file was saved in the meantime', () => {
    const future = Date.now() / 1000 + 3600;
    utimesSync(imported, future, future);
    const first = bundleAnew();
    expect(statSync(imported).mtimeMs).toBeGreaterThan(Date.now());
    writeFileSync(processor, `${readFileSync(processor, 'utf8')}// changed\n`);
    utimesSync(imported, future, future);
    const second = bundleAnew();
    expect(second).not.toBe(first);
    expect(bundleAnew()).not.toBe(second);
    expect(readdirSync(first)).toContain('index.mjs');
  });
});
