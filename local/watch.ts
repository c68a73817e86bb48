import { existsSync, watch as watchFolder } from 'node:fs';
import { join } from 'node:path';

const debounceMs = 120;

/** Calls back once for every burst of changes in the folders that the app is made of. Returns what ends it. */
export function watchSources(projectDirectory: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (file: string | null) => {
    if (file !== null && !/\.(?:ts|mts|js|json)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, debounceMs);
  };
  const watchers = ['bin', 'lib', 'lambdas']
    .map((folder) => join(projectDirectory, folder))
    .filter((folder) => existsSync(folder))
    .map((folder) => watchFolder(folder, { recursive: true }, (_, file) => changed(file)));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
