import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(join(root, 'node_modules/.cache/readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('compiles every piece of TypeScript in README and documentation', { timeout: 120_000 }, async () => {
  const readme = ['README.md', 'docs/schemes.md'].map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const pieces = [...readme.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)];
  expect(pieces).toHaveLength(readme.split('```ts').length - 1);
  for (const [, path = '', code = ''] of pieces) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  const config = {
    extends: join(root, 'tsconfig.json'),
    // Imports are relative to where the piece says that it stands.
    compilerOptions: { rootDirs: [folder, root], typeRoots: [join(root, 'node_modules/@types')] },
    include: [join(folder, '**/*.ts')],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const run = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder]).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
  expect(await run).toBe('');
});
