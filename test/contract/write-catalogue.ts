/** `npm run catalogue`: writes lambdas/providers/catalogue.ts, which lists every definition of the folder. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueText } from './catalogue-text.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'lambdas/providers/catalogue.ts');

writeFileSync(file, catalogueText(join(root, 'lambdas/providers')));
spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', file], { cwd: root, stdio: 'inherit' });
