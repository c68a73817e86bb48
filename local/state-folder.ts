import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The message is one sentence for whoever started the stack. */
export class StateFolderError extends Error {
  override readonly name = 'StateFolderError';
}

export interface StateFolder {
  readonly directory: string;
  /** Gives the folder free for the next stack; an ephemeral one is deleted. */
  release(): void;
}

const lockName = 'lock';
/** Written into every state folder: `--reset` deletes nothing from a folder without it. */
const markName = '.webhook-inbox-state';

/**
 * Opens the folder that a local stack keeps its state in, for one stack at a time.
 * Throws StateFolderError when a running stack holds it, or when it cannot be a state folder.
 * @param ephemeral a new folder of its own, deleted at the end; `directory` is not touched
 * @param reset deletes what earlier runs kept
 */
export async function openStateFolder(options: {
  directory: string;
  ephemeral: boolean;
  reset: boolean;
}): Promise<StateFolder> {
  if (options.ephemeral) {
    const directory = mkdtempSync(join(tmpdir(), 'webhook-inbox-'));
    return { directory, release: () => rmSync(directory, { recursive: true, force: true }) };
  }
  const { directory } = options;
  const isNew = prepare(directory);
  if (!isNew && options.reset) mustBeOurs(directory);
  lock(directory);
  if (options.reset) empty(directory);
  writeFileSync(join(directory, markName), 'The local stack keeps its state here.\n');
  return { directory, release: () => rmSync(join(directory, lockName), { force: true }) };
}

function prepare(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return readdirSync(directory).length === 0;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'it is not a folder' : String(code);
    throw new StateFolderError(
      `The state folder ${directory} cannot be used (${reason}): name another one in INBOX_STATE_DIR.`,
    );
  }
}

function mustBeOurs(directory: string): void {
  if (readdirSync(directory).includes(markName)) return;
  throw new StateFolderError(
    `${directory} holds files of something else, so --reset deletes nothing: name the inbox’s folder in INBOX_STATE_DIR.`,
  );
}

function lock(directory: string): void {
  const path = join(directory, lockName);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EEXIST')
        throw new StateFolderError(
          `The state folder ${directory} cannot be written (${code}): check its owner and the free space.`,
        );
    }
    const holder = readHolder(path);
    if (holder !== undefined && isRunning(holder)) {
      throw new StateFolderError(
        `A local stack (process ${holder}) already uses ${directory}: stop it, or name another folder in INBOX_STATE_DIR.`,
      );
    }
    rmSync(path, { force: true });
  }
  throw new StateFolderError(`The state folder ${directory} is being opened by another stack: start again.`);
}

function readHolder(path: string): number | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    // A lock file is empty for an instant before its holder writes its number.
    if (text === '' && Date.now() - statSync(path).mtimeMs < 1000) return process.pid;
    return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function empty(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name !== lockName) rmSync(join(directory, name), { recursive: true, force: true });
  }
}
