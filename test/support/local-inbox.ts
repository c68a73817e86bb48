import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');
export const endToEndApp = join(import.meta.dirname, 'end-to-end-app/webhooks.ts');

/** The local stack as a user starts it: a process of its own, that can be killed and started again over the same state. */
export interface LocalInbox {
  readonly stateDirectory: string;
  readonly url: string;
  /** Of the stack that runs, or ran last. */
  readonly pid: () => number;
  /** Whether it runs: false too when it ended by itself. */
  readonly runs: () => boolean;
  /** What the stack has printed so far. */
  readonly output: () => string;
  readonly outputMatches: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Resolves when the journal fulfils the condition. */
  readonly journalUntil: (fulfilled: (lines: readonly JournalLine[]) => boolean) => Promise<readonly JournalLine[]>;
  readonly journal: () => readonly JournalLine[];
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export interface JournalLine {
  readonly kind: 'delivery' | 'attempt';
  readonly endpoint: string;
  readonly outcome: string;
  readonly eventId?: string;
  readonly errorName?: string;
  readonly attempt?: number;
}

/** @param variables what the stack finds in its environment beside this process's own */
export async function startLocalInbox(
  appFile: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<LocalInbox> {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'inbox-end-to-end-'));
  const port = await freePort();
  const journalPath = join(stateDirectory, 'journal.ndjson');
  let child: ChildProcess | null = null;
  let output = '';
  const listeners = new Set<() => void>();

  const until = <T>(check: () => T | null, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = check();
        const ended = child?.exitCode !== null && child?.exitCode !== undefined;
        if (found === null && !ended) return;
        listeners.delete(look);
        if (found === null) reject(new Error(`the stack ended while waiting for ${what}:\n${output}`));
        else resolve(found);
      };
      listeners.add(look);
      look();
    });
  const start = async () => {
    output = '';
    child = spawn(process.execPath, ['local/start.ts', '--port', String(port), '--app', appFile], {
      cwd: root,
      env: { ...process.env, ...variables, INBOX_STATE_DIR: stateDirectory },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of [...listeners]) look();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('exit', () => {
      for (const look of [...listeners]) look();
    });
    await until(() => /is ready/.exec(output), 'it to be ready');
  };
  const journal = (): JournalLine[] =>
    existsSync(journalPath)
      ? readFileSync(journalPath, 'utf8')
          .split('\n')
          .filter((line) => line.endsWith('}'))
          .map((line) => JSON.parse(line) as JournalLine)
      : [];
  const runs = () => child !== null && child.exitCode === null && child.signalCode === null;
  const kill = async (signal: NodeJS.Signals) => {
    if (!child || !runs()) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  await start();
  const watcher = watch(stateDirectory, () => {
    for (const look of [...listeners]) look();
  });
  return {
    stateDirectory,
    url: `http://127.0.0.1:${port}`,
    pid: () => child?.pid ?? 0,
    runs,
    output: () => output,
    outputMatches: (pattern) => until(() => pattern.exec(output), String(pattern)),
    journal,
    journalUntil: (fulfilled) =>
      until(() => {
        const lines = journal();
        return fulfilled(lines) ? lines : null;
      }, 'the journal'),
    kill,
    start,
    remove: async () => {
      watcher.close();
      await kill('SIGTERM');
      rmSync(stateDirectory, { recursive: true, force: true });
    },
  };
}
