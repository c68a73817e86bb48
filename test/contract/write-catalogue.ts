/** `npm run catalogue`: writes lambdas/providers/catalogue.ts, which lists every definition of the folder, and docs/providers.md. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueText } from './catalogue-text.ts';
import { providersPage } from './providers-page.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'lambdas/providers/catalogue.ts');

writeFileSync(file, catalogueText(join(root, 'lambdas/providers')));
spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', file], { cwd: root, stdio: 'inherit' });

// The list that was just written, not one that was loaded before.
const { catalogue } = await import('../../lambdas/providers/catalogue.ts');
writeFileSync(join(root, 'docs/providers.md'), providersPage(catalogue));
