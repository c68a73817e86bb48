import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { bundle } from '../../lib/bundle.ts';
import { type Endpoint, readEndpoints } from '../../lib/endpoints.ts';
import { ingestEntry } from '../../lib/ingest-entry.ts';

const processors = join(import.meta.dirname, '../../lambdas/processors');
const endpointsOf = (count: number): readonly Endpoint[] =>
  readEndpoints(
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`e${n}`, { provider: 'stripe', processor: 'stripe' }])),
    processors,
  );

/** What is read at a cold start: the entry and the chunks it imports statically. */
function initialBytes(folder: string): number {
  const entry = readFileSync(join(folder, 'index.mjs'), 'utf8');
  const chunks = readdirSync(folder).filter((name) => entry.includes(`from"./${name}"`));
  return entry.length + chunks.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

describe('the ingest bundle', () => {
  const one = bundle(ingestEntry(endpointsOf(1)));

  it('grows by the definitions in use and nothing else', () => {
    const ten = bundle(ingestEntry(endpointsOf(10)));
    expect(initialBytes(ten) - initialBytes(one)).toBeLessThan(10_000);
  });

  it('holds no provider that no endpoint uses', () => {
    const text = readFileSync(join(one, 'index.mjs'), 'utf8');
    for (const name of catalogue.keys()) {
      if (name !== 'stripe') expect(text).not.toContain(`"${name}"`);
    }
  });

  it('keeps the S3 client out of what a cold start reads', () => {
    const lazy = readdirSync(one).filter((name) => name.startsWith('s3-bodies'));
    expect(lazy).toHaveLength(1);
    const entry = readFileSync(join(one, 'index.mjs'), 'utf8');
    expect(entry).toContain(`import("./${lazy[0]}")`);
    expect(initialBytes(one)).toBeLessThan(400_000);
  });

  it('evaluates no text as code', () => {
    expect(readFileSync(join(one, 'index.mjs'), 'utf8')).not.toMatch(/\beval\(|new Function\(/);
  });
});
