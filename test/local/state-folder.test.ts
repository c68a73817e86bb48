import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateFolder, StateFolderError } from '../../local/state-folder.ts';

let root: string;
let directory: string;
const open = (options: { ephemeral?: boolean; reset?: boolean } = {}) =>
  openStateFolder({ directory, ephemeral: false, reset: false, ...options });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'state-folder-'));
  directory = join(root, '.inbox');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('state folder', () => {
  it('is made for its owner alone', async () => {
    const folder = await open();
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    folder.release();
  });

  it('refuses a second stack, naming the process that holds it', async () => {
    const folder = await open();
    await expect(open()).rejects.toThrow(
      new StateFolderError(
        `A local stack (process ${process.pid}) already uses ${directory}: stop it, or name another folder in INBOX_STATE_DIR.`,
      ),
    );
    folder.release();
  });

  it('can be opened again after it was released, twice even', async () => {
    const first = await open();
    first.release();
    first.release();
    (await open()).release();
  });

  it('is free again when its holder was killed', async () => {
    const module = JSON.stringify(join(import.meta.dirname, '../../local/state-folder.ts'));
    const program = `const { openStateFolder } = await import(${module});
      await openStateFolder({ directory: ${JSON.stringify(directory)}, ephemeral: false, reset: false });
      console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    await expect(open()).rejects.toThrow(`process ${holder.pid}`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    (await open()).release();
  });

  it('keeps what earlier runs wrote', async () => {
    (await open()).release();
    writeFileSync(join(directory, 'secrets.json'), '{}');
    (await open()).release();
    expect(existsSync(join(directory, 'secrets.json'))).toBe(true);
  });

  it('is emptied by a reset', async () => {
    (await open()).release();
    writeFileSync(join(directory, 'secrets.json'), '{}');
    (await open({ reset: true })).release();
    expect(existsSync(join(directory, 'secrets.json'))).toBe(false);
  });

  it('is not emptied while a stack uses it', async () => {
    const folder = await open();
    writeFileSync(join(directory, 'secrets.json'), '{}');
    await expect(open({ reset: true })).rejects.toThrow(StateFolderError);
    expect(existsSync(join(directory, 'secrets.json'))).toBe(true);
    folder.release();
  });

  it('resets nothing in a folder that holds something else', async () => {
    writeFileSync(join(root, 'thesis.txt'), 'years of work');
    directory = root;
    await expect(open({ reset: true })).rejects.toThrow('so --reset deletes nothing');
    expect(readdirSync(root)).toEqual(['thesis.txt']);
  });

  it('keeps the data of an ephemeral stack elsewhere, until its end', async () => {
    const { dataDirectory, release } = await open({ ephemeral: true });
    expect(dataDirectory.startsWith(directory)).toBe(false);
    writeFileSync(join(dataDirectory, 'data'), '');
    release();
    expect(existsSync(dataDirectory)).toBe(false);
  });

  it('says in one sentence what is wrong with a path that is no folder', async () => {
    writeFileSync(directory, '');
    await expect(open()).rejects.toThrow(/^The state folder .* cannot be used \(.*\): .*INBOX_STATE_DIR\.$/);
  });

  it('says in one sentence that the lock file is something else', async () => {
    (await open()).release();
    writeFileSync(join(directory, 'lock'), 'not a database'.repeat(100));
    await expect(open()).rejects.toThrow(/^The state folder .* cannot be used \(.*\): .*INBOX_STATE_DIR\.$/);
  });
});
