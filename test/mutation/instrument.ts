import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

export const root = join(import.meta.dirname, '../..');

/** One change of the code. */
export interface Mutant {
  readonly id: string;
  /** From the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The line as it stands in the file, without its indentation. */
  readonly code: string;
  /** Stryker's name for the kind of change. */
  readonly mutator: string;
  /** What it changes, and what stands there instead; both on one line. */
  readonly original: string;
  readonly replacement: string;
}

export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** Absolute path → the file's text with every mutant in it, each behind a switch. */
  readonly sources: ReadonlyMap<string, string>;
}

const quiet = () => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

interface Position {
  readonly line: number;
  readonly column: number;
}

/** `line` counts from 0. */
function textBetween(lines: readonly string[], start: Position, end: Position): string {
  const [first = '', ...rest] = lines.slice(start.line, end.line + 1);
  if (rest.length === 0) return first.slice(start.column, end.column);
  const last = rest.pop() ?? '';
  return [first.slice(start.column), ...rest, last.slice(0, end.column)].join('\n');
}

/** Puts all of Stryker's mutants into the files that match. Throws when none does. */
export async function instrument(patterns: readonly string[]): Promise<Instrumented> {
  const names = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).filter((name) => name.endsWith('.ts'));
  if (names.length === 0) throw new Error(`no file matches ${patterns.join(' ')}`);
  const files = names.toSorted().map((name) => {
    const path = join(root, name);
    return { name: path, content: readFileSync(path, 'utf8'), mutate: true };
  });
  const lines = new Map(files.map(({ name, content }) => [name, content.split('\n')]));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const result = await new Instrumenter(logger).instrument(files, options);
  const mutants = result.mutants.map(({ id, fileName, mutatorName, replacement, location: { start, end } }) => {
    const text = lines.get(fileName) ?? [];
    return {
      id,
      file: relative(root, fileName),
      line: start.line + 1,
      code: (text[start.line] ?? '').trim(),
      mutator: mutatorName,
      original: oneLine(textBetween(text, start, end)),
      replacement: oneLine(replacement),
    };
  });
  return { mutants, sources: new Map(result.files.map(({ name, content }) => [name, content])) };
}
