import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import cases from '../attacks/cases.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
/** Rows of the tables, without their heads. */
const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.endsWith('| shown by |'));
const filesIn = (row: string) => [...row.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file = '']) => file);

describe('docs/threat-model.md', () => {
  it.each(rows.map((row) => [row.split('|')[1]?.trim() ?? '', row]))('names a test that is there for: %s', (_, row) => {
    const files = filesIn(row);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('names cases that the files beside them hold', () => {
    const ids = new Set(cases.map(({ id }) => id));
    for (const [, file = '', list = ''] of text.matchAll(/`(test\/attacks\/[^`]+)` \(([^)]+)\)/g)) {
      const source = readFileSync(join(root, file), 'utf8');
      const prefixes = [...list.matchAll(/\b([A-Z]{3})\b/g)].map(([, prefix = '']) => prefix);
      const named = [...list.matchAll(/([A-Z]{3})-(\d+)|-(\d+)/g)].map(
        ([, prefix, first, other]) => `${prefix ?? prefixes.at(-1)}-${first ?? other}`,
      );
      for (const id of named) {
        expect(ids, id).toContain(id);
        expect(source, `${file} ${id}`).toContain(`attack('${id}'`);
      }
      for (const prefix of prefixes) expect(source, `${file} ${prefix}`).toContain(`attack('${prefix}-`);
    }
  });

  it('is linked, as the list of dependencies is, from SECURITY.md', () => {
    const security = readFileSync(join(root, 'SECURITY.md'), 'utf8');
    for (const [, file = ''] of security.matchAll(/\]\(([^)]+)\)/g))
      expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    expect(security).toContain('docs/threat-model.md');
  });
});
