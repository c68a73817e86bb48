import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The message is one sentence for whoever started the stack. */
export class StateFolderError extends Error {
  override readonly name = 'StateFolderError';
}

export interface StateFolder {
  /** Where `inbox` looks for the running stack: lock, stack.json, signing keys, journal. */
  readonly directory: string;
  /** Where the services keep their data: the same folder, or a temporary one that `release` deletes. */
  readonly dataDirectory: string;
  /** Frees the folder for the next stack. A process that dies frees it too. */
  release(): void;
}

/** Written into every state folder: `--reset` deletes nothing from a folder without it. */
const markName = '.webhook-inbox-state';
const lockName = 'lock';
const holderName = 'pid';

/**
 * Takes the folder of a local stack for this process. Throws StateFolderError when a running stack holds it, or when it cannot be one.
 * @param ephemeral keeps the services' data elsewhere and only until `release`
 * @param reset deletes what earlier runs kept
 */
export async function openStateFolder(options: {
  directory: string;
  ephemeral: boolean;
  reset: boolean;
}): Promise<StateFolder> {
  const { directory, ephemeral, reset } = options;
  prepare(directory, reset);
  const lock = takeLock(directory);
  try {
    if (reset) empty(directory);
    writeFileSync(join(directory, markName), 'The local stack of a webhook inbox keeps its state here.\n');
    writeFileSync(join(directory, holderName), String(process.pid));
  } catch (error) {
    lock.close();
    throw unusable(directory, error);
  }
  const dataDirectory = ephemeral ? mkdtempSync(join(tmpdir(), 'webhook-inbox-')) : directory;
  const release = () => {
    if (ephemeral) rmSync(dataDirectory, { recursive: true, force: true });
    rmSync(join(directory, holderName), { force: true });
    if (lock.isOpen) lock.close();
  };
  return { directory, dataDirectory, release };
}

function prepare(directory: string, reset: boolean): void {
  let names: string[];
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    names = readdirSync(directory);
  } catch (error) {
    throw unusable(directory, error);
  }
  if (reset && names.length > 0 && !names.includes(markName)) {
    throw new StateFolderError(
      `${directory} holds files of something else, so --reset deletes nothing: name the inbox’s folder in INBOX_STATE_DIR.`,
    );
  }
}

/** The operating system gives the lock of a database back when its holder dies, however it dies. */
function takeLock(directory: string): DatabaseSync {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(join(directory, lockName), { timeout: 0 });
  } catch (error) {
    throw unusable(directory, error);
  }
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const isHeld = error instanceof Error && 'errcode' in error && error.errcode === 5; // SQLITE_BUSY
    if (!isHeld) throw unusable(directory, error);
    throw new StateFolderError(
      `A local stack${readHolder(directory)} already uses ${directory}: stop it, or name another folder in INBOX_STATE_DIR.`,
    );
  }
}

function readHolder(directory: string): string {
  try {
    return ` (process ${readFileSync(join(directory, holderName), 'utf8')})`;
  } catch {
    return '';
  }
}

function unusable(directory: string, error: unknown): StateFolderError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StateFolderError(
    `The state folder ${directory} cannot be used (${reason}): repair it, or name another one in INBOX_STATE_DIR.`,
  );
}

function empty(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name !== lockName) rmSync(join(directory, name), { recursive: true, force: true });
  }
}
