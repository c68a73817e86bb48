import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { catalogueText } from './catalogue-text.ts';
import { providersPage } from './providers-page.ts';

const folder = join(import.meta.dirname, '../../lambdas/providers');

/** The formatter breaks lines and drops quotes and braces’ blanks as it likes. */
const loosely = (text: string) =>
  text
    .replace(/['\s]/g, '')
    .split(/(?<=;)/)
    .sort();

it('lists every definition of its folder, as npm run catalogue writes it', () => {
  expect(loosely(readFileSync(join(folder, 'catalogue.ts'), 'utf8'))).toEqual(loosely(catalogueText(folder)));
  expect(catalogue.size).toBeGreaterThan(20);
});

it('is described in docs/providers.md, as npm run catalogue writes it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/providers.md'), 'utf8');
  expect(page).toBe(providersPage(catalogue));
});
