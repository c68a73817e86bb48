import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';

const root = join(import.meta.dirname, '../..');

/** Lower case, without comments and URLs, which may say for whose sake something is so, and modules of the CDK, which are services. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
    .replace(/https?:\/\/[^\s'")]+/g, '')
    .replace(/from 'aws-cdk-lib\/[a-z\d-]+'/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<=^|\s)\/\/.*$/gm, '')
    .toLowerCase();
}

/** `standard-webhooks` is also the name of a verification scheme. */
const names = [...catalogue.keys()].filter((name) => name !== 'standard-webhooks');

/** Names that are words of the language or of programs: only as a text of their own do they name the provider. */
const words = new Set(readFileSync(join(import.meta.dirname, 'ordinary-words.txt'), 'utf8').split('\n'));

const isNamed = (code: string, name: string) =>
  words.has(name) ? new RegExp(`['"\`]${name}['"\`]`).test(code) : new RegExp(`\\b${name}\\b`).test(code);

const definitions = new Set([...catalogue.keys()].map((name) => `lambdas/providers/${name}.ts`));

function violations(patterns: string[], breaks: (code: string, name: string) => boolean): readonly string[] {
  const files = globSync(patterns, { cwd: root });
  expect(files.length).toBeGreaterThan(20);
  return files
    .filter((file) => file !== 'lambdas/providers/catalogue.ts' && !definitions.has(file))
    .flatMap((file) => {
      const code = codeOf(file);
      return names.filter((name) => breaks(code, name)).map((name) => `${file} names ${name}`);
    });
}

describe('no code but a provider’s own file', () => {
  it('names it, in what AWS runs or what is deployed', () => {
    const machinery = ['verification', 'ingest', 'idempotency', 'processing', 'runtime', 'providers'];
    const patterns = [...machinery.map((folder) => `lambdas/${folder}/**/*.ts`), 'lib/**/*.ts'];
    expect(violations(patterns, isNamed)).toEqual([]);
  });

  it('decides by its name, in what works on an inbox (help texts may give examples)', () => {
    const decides = (code: string, name: string) =>
      new RegExp(`(?:===|!==|\\bcase|has\\(|get\\(|\\[)\\s*['"\`]${name}['"\`]`).test(code);
    expect(decides("if (provider.name === 'stripe')", 'stripe')).toBe(true);
    expect(violations(['local/**/*.ts', 'operator/**/*.ts'], decides)).toEqual([]);
  });

  it('is imported by another provider’s, whatever headers they share', () => {
    const imports = [...definitions].flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => `${file}: ${name}`),
    );
    expect(imports.filter((line) => !line.endsWith(': define-provider.ts'))).toEqual([]);
  });
});
