import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acceptedSurvivors } from './accepted-survivors.ts';

const root = join(import.meta.dirname, '../..');

it.each(acceptedSurvivors)('$file $mutant: stands in the code, and has a reason in a sentence', (survivor) => {
  const path = join(root, survivor.file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(survivor.line);
  expect(survivor.mutant).toMatch(/^[A-Z][A-Za-z]+ .+ → .+$/);
  expect(survivor.reason).toMatch(/^[A-Z].{20,}\.$/s);
});

it('names no survivor twice', () => {
  const names = acceptedSurvivors.map(({ file, line, mutant }) => `${file} ${line} ${mutant}`);
  expect(new Set(names).size).toBe(names.length);
});
