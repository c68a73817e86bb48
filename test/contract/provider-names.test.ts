import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';

const root = join(import.meta.dirname, '../..');

/** Lower case, without comments and URLs: these may say for whose sake something is so. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
    .replace(/https?:\/\/[^\s'")]+/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<=^|\s)\/\/.*$/gm, '')
    .toLowerCase();
}

/** `standard-webhooks` is also the name of a verification scheme. */
const names = [...catalogue.keys()].filter((name) => name !== 'standard-webhooks');

/** Where a name may stand: in the provider's own file, and in that of a company that bought it. */
const mayName = (file: string, name: string) =>
  file === `lambdas/providers/${name}.ts` || (name === 'twilio' && file === 'lambdas/providers/sendgrid.ts');

function violations(patterns: string[], breaks: (code: string, name: string) => boolean): readonly string[] {
  const files = globSync(patterns, { cwd: root });
  expect(files.length).toBeGreaterThan(20);
  return files
    .filter((file) => file !== 'lambdas/providers/catalogue.ts')
    .flatMap((file) => {
      const code = codeOf(file);
      return names.filter((name) => !mayName(file, name) && breaks(code, name)).map((name) => `${file} names ${name}`);
    });
}

describe('no code but a provider’s own file', () => {
  it('names it, in what AWS runs or what is deployed', () => {
    const machinery = ['verification', 'ingest', 'idempotency', 'processing', 'runtime', 'providers'];
    const patterns = [...machinery.map((folder) => `lambdas/${folder}/**/*.ts`), 'lib/**/*.ts'];
    expect(violations(patterns, (code, name) => new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });

  it('decides by its name, in what works on an inbox (help texts may give examples)', () => {
    const decides = (code: string, name: string) =>
      new RegExp(`(?:===|!==|\\bcase|has\\(|get\\(|\\[)\\s*['"\`]${name}['"\`]`).test(code);
    expect(decides("if (provider.name === 'stripe')", 'stripe')).toBe(true);
    expect(violations(['local/**/*.ts', 'operator/**/*.ts'], decides)).toEqual([]);
  });
});
