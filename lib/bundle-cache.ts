import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const cacheFolder = join(root, 'node_modules', '.cache', 'webhook-inbox');

/** Path, relative to the project → hash of the content. */
type Hashes = Readonly<Record<string, string>>;

interface Kept {
  readonly folder: string;
  readonly inputs: Hashes;
  readonly outputs: Hashes;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** A file is read once, however many bundles it is part of. */
const hashes = new Map<string, string>();
function hashOf(path: string): string {
  const hash = hashes.get(path) ?? sha256(readFileSync(join(root, path)));
  hashes.set(path, hash);
  return hash;
}

/** Names a bundle by all that shapes it beside the files it is made of: those are compared one by one, by content. */
export function bundleKey(...parts: readonly unknown[]): string {
  return sha256(JSON.stringify([...parts, hashOf('tsconfig.json'), hashOf('package-lock.json')]));
}

/** The folder of a bundle made before, when not a byte of what it was made of has changed; else null. */
export function findBundle(key: string): string | null {
  try {
    const index = indexOf(key);
    const { folder, inputs, outputs } = JSON.parse(readFileSync(index, 'utf8')) as Kept;
    const unchanged = (files: Hashes) => Object.entries(files).every(([path, hash]) => hashOf(path) === hash);
    if (!unchanged(inputs) || !unchanged(outputs)) return null;
    utimesSync(index, new Date(), new Date());
    return join(root, folder);
  } catch {
    return null;
  }
}

/** A new folder to bundle into: in the cache, or among the temporary files where the project cannot be written. */
export function newBundleFolder(): string {
  try {
    mkdirSync(cacheFolder, { recursive: true });
    return mkdtempSync(join(cacheFolder, 'bundle-'));
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'inbox-bundle-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }
}

/** A file that was saved while this process runs may have been read in both versions. */
const isSettled = (path: string) => statSync(join(root, path)).mtimeMs < performance.timeOrigin;

/** Keeps what was bundled into a new folder. `inputs` are paths relative to the project. */
export function keepBundle(key: string, folder: string, inputs: readonly string[]): void {
  if (!folder.startsWith(cacheFolder) || !inputs.every(isSettled)) return;
  const hashesOf = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, hashOf(path)]));
  const outputs = readdirSync(folder).map((name) => relative(root, join(folder, name)));
  const kept: Kept = { folder: relative(root, folder), inputs: hashesOf(inputs), outputs: hashesOf(outputs) };
  const unfinished = `${indexOf(key)}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(kept));
  renameSync(unfinished, indexOf(key));
  sweep();
}

const indexOf = (key: string) => join(cacheFolder, `${key}.json`);

const hourMs = 60 * 60 * 1000;

/** Removes bundles that nobody asked for in a week, and folders that no bundle refers to and no process is filling any more. */
function sweep(): void {
  const referred = new Set<string>();
  const names = readdirSync(cacheFolder);
  const ageMs = (name: string) => Date.now() - statSync(join(cacheFolder, name)).mtimeMs;
  try {
    for (const name of names.filter((each) => each.endsWith('.json'))) {
      const file = join(cacheFolder, name);
      if (ageMs(name) > 7 * 24 * hourMs) rmSync(file, { force: true });
      else referred.add(join(root, (JSON.parse(readFileSync(file, 'utf8')) as Kept).folder));
    }
    for (const name of names.filter((each) => each.startsWith('bundle-'))) {
      const folder = join(cacheFolder, name);
      if (!referred.has(folder) && ageMs(name) > hourMs) rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // Another process swept the same file: it is gone either way.
  }
}
