import { readFile } from 'node:fs/promises';
import { OperatorError } from '../operator-error.ts';

/** The bytes of a file that an option names. Throws OperatorError when it cannot be read. */
export async function readNamedFile(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new OperatorError(`the file of --${option} cannot be read: ${path}`);
  }
}

/** A secret as an option gives it: as it stands, or `@FILE`, of which one trailing newline is cut. */
export async function readGivenSecret(given: string): Promise<string> {
  if (!given.startsWith('@')) return given;
  return (await readNamedFile('secret', given.slice(1))).toString('utf8').replace(/\r?\n$/, '');
}
