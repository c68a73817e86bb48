import { existsSync, watch as watchPath } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const debounceMs = 120;

interface App {
  readonly projectDirectory: string;
  /** Relative to the project. */
  readonly appFile?: string | undefined;
}

/**
 * Runs the task after every burst of changes in the folders that the app is made of, once at a time.
 * Returns what ends it.
 */
export function watchSources(
  { projectDirectory, appFile = 'bin/webhooks.ts' }: App,
  task: () => Promise<void>,
): () => void {
  const run = inTurn(task);
  let timer: NodeJS.Timeout | undefined;
  const changed = (file: string | null) => {
    if (file !== null && !/\.(?:ts|mts|js|mjs|json)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(run, debounceMs);
  };
  const folders = [dirname(appFile), 'bin', 'lib', 'lambdas'].map((folder) => resolve(projectDirectory, folder));
  const watchers = [...new Set(folders), join(projectDirectory, 'cdk.json')]
    .filter((path) => existsSync(path))
    .map((path) => watchPath(path, { recursive: true }, (_, file) => changed(file)));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Runs the task again after a call that came while it ran, once for all of them. */
function inTurn(task: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await task();
    }
    running = false;
  };
  return () => void run();
}
