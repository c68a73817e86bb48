import { type FileHandle, open } from 'node:fs/promises';
import { printableJson } from '../lambdas/runtime/printable.ts';
import { OperatorError } from './operator-error.ts';

/** An export in a file, one JSON object a line, readable by its owner alone. */
export interface ExportFile {
  /** Message ids of the lines that were there already. */
  readonly known: ReadonlySet<string>;
  readonly write: (line: object) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Goes on with a file that is there: its whole lines stay, one that a killed run left torn is cut off.
 * Throws OperatorError when the file cannot be written, or holds anything else.
 */
export async function openExportFile(path: string): Promise<ExportFile> {
  const file = await open(path, 'a+', 0o600).catch((error: unknown) => {
    throw new OperatorError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    const known = await readKnown(file, path);
    let written: Promise<unknown> = Promise.resolve();
    return {
      known,
      write: async (line) => {
        // One after the other: a line that is written in several steps must not meet another.
        written = written.then(() => file.appendFile(`${printableJson(JSON.stringify(line))}\n`));
        await written;
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What every line begins with, also one of which a killed run wrote no more. */
const beginning = '{"endpoint":';

async function readKnown(file: FileHandle, path: string): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const { size } = await file.stat();
  let wholeBytes = 0;
  for await (const line of file.readLines({ start: 0, autoClose: false })) {
    const end = wholeBytes + Buffer.byteLength(line) + 1;
    // Only the last line can lack its line break.
    const torn = end > size && (line.startsWith(beginning) || beginning.startsWith(line));
    if (torn) break;
    const messageId = end > size ? null : messageIdIn(line);
    if (messageId === null)
      throw new OperatorError(`${path} holds something else than dead letters: name another file`);
    known.add(messageId);
    wholeBytes = end;
  }
  await file.truncate(wholeBytes);
  return known;
}

function messageIdIn(line: string): string | null {
  try {
    const { messageId } = JSON.parse(line) as { messageId?: unknown };
    return typeof messageId === 'string' ? messageId : null;
  } catch {
    return null;
  }
}
