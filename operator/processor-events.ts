import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const processors = join(import.meta.dirname, '..', 'lambdas', 'processors');

/** The event types that a processor of this checkout has entries for, as it writes them; null when it is not here. */
export async function processorEvents(processor: string, folder = processors): Promise<readonly string[] | null> {
  try {
    return routesIn(await readFile(join(folder, `${processor}.ts`), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const token =
  /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[A-Za-z_$][\w$]*|\d+|[{}()[\],:]/g;

/** The keys of the object that defineProcessor is called with, read without running the file: it is the user's own code. */
export function routesIn(source: string): readonly string[] {
  const tokens = (source.match(token) ?? []).filter((one) => !/^\/[/*]/.test(one) && one !== 'async');
  const call = tokens.findIndex(
    (one, index) => one === 'defineProcessor' && tokens[index + 1] === '(' && tokens[index + 2] === '{',
  );
  if (call < 0) return [];
  const keys: string[] = [];
  let depth = 0;
  for (let index = call + 2; index < tokens.length; index++) {
    const [before = '', one = '', after = ''] = tokens.slice(index - 1, index + 2);
    if (depth === 1 && '{,'.includes(before) && ':('.includes(after)) keys.push(one.replace(/^(['"])(.*)\1$/, '$2'));
    depth += nesting(one);
    if (depth === 0) break;
  }
  return keys;
}

const nesting = (one: string): number => ('{(['.includes(one) ? 1 : '})]'.includes(one) ? -1 : 0);
