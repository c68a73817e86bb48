import { describe, expect, it } from 'vitest';
import { guardTerminal } from '../../../operator/command-line/guard-terminal.ts';
import { painter } from '../../../operator/command-line/terminal.ts';

function guarded(colour: boolean) {
  const shown: string[] = [];
  const terminal = guardTerminal({
    print: (line) => shown.push(line),
    note: (line) => shown.push(line),
    style: painter(colour),
    readSecret: async () => '',
  });
  return { shown, terminal };
}

describe('a guarded terminal', () => {
  it('shows what would steer it escaped, and keeps lines and tabs', () => {
    const { shown, terminal } = guarded(false);
    terminal.print('a\u001b[2Jb\rc\u009b1md\u202ee\n\tf ü 🙂');
    terminal.note('\u001b]0;title\u0007');
    expect(shown).toEqual(['a\\u001b[2Jb\\u000dc\\u009b1md\\u202ee\n\tf ü 🙂', '\\u001b]0;title\\u0007']);
  });

  it('keeps the colours that a verb asked for, and no other', () => {
    const { shown, terminal } = guarded(true);
    terminal.print(`${terminal.style('red', 'bad')} \u001b[8mhidden`);
    expect(shown).toEqual(['\u001b[31mbad\u001b[39m \\u001b[8mhidden']);
  });

  it('shows no colour where there is none', () => {
    const { shown, terminal } = guarded(false);
    terminal.print(`${terminal.style('red', 'bad')} \u001b[31mred`);
    expect(shown).toEqual(['bad \\u001b[31mred']);
  });

  it('leaves JSON its meaning', () => {
    const { shown, terminal } = guarded(true);
    const value = { text: '\u001b[31m\u009b\u2028\n' };
    terminal.print(JSON.stringify(value));
    expect(JSON.parse(shown[0] ?? '')).toEqual(value);
  });
});
