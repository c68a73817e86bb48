import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { buildInto, bundle } from '../../lib/bundle.ts';
import { type Endpoint, type EndpointProps, readEndpoints } from '../../lib/endpoints.ts';
import { ingestEntry } from '../../lib/ingest-entry.ts';

const root = join(import.meta.dirname, '../..');
const processors = join(root, 'lambdas/processors');
const endpointsOf = (count: number): readonly Endpoint[] =>
  readEndpoints(
    Object.fromEntries(
      Array.from({ length: count }, (_, n): [string, EndpointProps] => [
        `e${n}`,
        { provider: 'stripe', processor: 'stripe' },
      ]),
    ),
    processors,
  );

const filesOf = (folder: string) =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** What is read at a cold start: the entry and whatever it imports statically, and so on. */
function initialFiles(folder: string, name = 'index.mjs', seen = new Set<string>()): ReadonlySet<string> {
  seen.add(name);
  for (const [, imported = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
    if (!seen.has(imported)) initialFiles(folder, imported, seen);
  }
  return seen;
}
const initialBytes = (folder: string) =>
  [...initialFiles(folder)].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

describe('the ingest bundle', { timeout: 120_000 }, () => {
  let one: string;
  beforeAll(() => {
    one = bundle(ingestEntry(endpointsOf(1)));
  }, 120_000);

  it('grows by the definitions in use and nothing else', () => {
    const ten = bundle(ingestEntry(endpointsOf(10)));
    const definition = JSON.stringify(catalogue.get('stripe')?.verification).length;
    expect(initialBytes(ten) - initialBytes(one)).toBeGreaterThan(9 * definition);
    expect(initialBytes(ten) - initialBytes(one)).toBeLessThan(10_000);
  });

  it('holds no provider that no endpoint uses', () => {
    const text = [...filesOf(one).values()].join('\n');
    expect(text).toContain('stripe-signature');
    for (const { name, source, samples } of catalogue.values()) {
      if (name === 'stripe') continue;
      for (const part of [`{name:"${name}",displayName`, source, samples[0].body]) expect(text).not.toContain(part);
    }
  });

  it('keeps the S3 client out of what a cold start reads', () => {
    const lazy = readdirSync(one).filter((name) => name.startsWith('s3-bodies'));
    expect(lazy).toHaveLength(1);
    expect([...initialFiles(one)]).not.toContain(lazy[0]);
    expect(initialBytes(one)).toBeLessThan(400_000);
  });

  it('evaluates no text as code', () => {
    for (const name of initialFiles(one)) {
      const text = readFileSync(join(one, name), 'utf8');
      expect(text).not.toMatch(/(?<![\w.$])eval\(|new Function\b|[=(,]Function[,;)]/);
    }
  });

  it('follows from the endpoints and the code alone, so that an unchanged app deploys nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'inbox-bundle-'));
    buildInto(folder, ingestEntry(endpointsOf(1)));
    expect(filesOf(folder)).toEqual(filesOf(one));
    rmSync(folder, { recursive: true });
  });
});

describe('every bundle', { timeout: 120_000 }, () => {
  const names = readdirSync(processors)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length));

  it.each(names)('of the processor %s needs nothing beside Node, and names no path of this machine', (name) => {
    for (const [file, text] of filesOf(bundle({ file: join(processors, `${name}.ts`) }))) {
      expect(text, file).not.toContain(root);
      for (const [, imported = ''] of text.matchAll(/(?:^|[;}])(?:import|export)[^;"']*?from\s?"([^"]+)"/g)) {
        const known = imported.startsWith('./') || imported.startsWith('node:') || builtinModules.includes(imported);
        expect(known, `${file} imports ${imported}`).toBe(true);
      }
    }
  });
});

describe('a folder of processors elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-processors-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is looked at instead of lambdas/processors', () => {
    expect(() => readEndpoints({ a: { provider: 'stripe', processor: 'stripe' } }, folder)).toThrow(/there is no/);
  });
});
