import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../../operator/doctor/faults.ts';

const root = join(import.meta.dirname, '../../../..');
const sections = new Map(
  readFileSync(join(root, 'docs/doctor.md'), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n')[0] ?? '', section.split('\n').slice(1).join(' ')]),
);

describe('docs/doctor.md', () => {
  it('has a section for every fault, in the order of the code, and no other', () => {
    expect([...sections.keys()]).toEqual(Object.keys(faults));
  });

  it.each(Object.entries(faults))('says of %s what it means and what to do', (code, meaning) => {
    const text = sections.get(code) ?? '';
    const [first = ''] = text.trim().split(/[.:](?: |$)/);
    expect(first.toLowerCase()).toBe(meaning.toLowerCase());
    expect(text).toContain('**Put right:**');
  });
});
