import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import cases from './cases.json' with { type: 'json' };
import { elsewhere } from './elsewhere.ts';

const root = join(import.meta.dirname, '../..');
const tested = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/\battack\('([A-Z]+-\d+)'/g)])
  .map(([, id = '']) => id);

it('has one test for every case, or says where it is shown instead and why', () => {
  const shown = [...tested, ...Object.keys(elsewhere)];
  expect(shown.toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  for (const { file, reason } of Object.values(elsewhere)) {
    expect(reason.length).toBeGreaterThan(30);
    if (file !== null) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  }
});

const catalogueOfAttacks = join(root, '../shared/attacks.json');

it.runIf(existsSync(catalogueOfAttacks))('knows every case of the catalogue of attacks that is kept beside it', () => {
  const { cases: all } = JSON.parse(readFileSync(catalogueOfAttacks, 'utf8')) as { cases: { id: string }[] };
  expect(cases.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});
