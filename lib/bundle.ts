import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { UserMistake } from './user-mistake.ts';

/** What is bundled: a file, or source text written at synth whose imports are relative to `resolveDir`. */
export type BundleEntry = { readonly file: string } | { readonly source: string; readonly resolveDir: string };

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const options = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Without splitting, what is imported lazily (the S3 client) would be parsed at every cold start.
  splitting: true,
  minify: true,
  keepNames: true,
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  entryNames: 'index',
  chunkNames: '[name]-[hash]',
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'silent',
} satisfies BuildOptions;

/** A file is bundled once, however many endpoints it serves. */
const bundledFiles = new Map<string, string>();

/** Bundles one function and returns the folder with its index.mjs, for the length of the process. Throws UserMistake. */
export function bundle(entry: BundleEntry): string {
  const known = 'file' in entry ? bundledFiles.get(entry.file) : undefined;
  if (known) return known;
  const folder = build(entry);
  if ('file' in entry) bundledFiles.set(entry.file, folder);
  return folder;
}

function build(entry: BundleEntry): string {
  const outdir = mkdtempSync(join(tmpdir(), 'inbox-bundle-'));
  folders.push(outdir);
  const input: BuildOptions =
    'file' in entry
      ? { entryPoints: [entry.file] }
      : { stdin: { contents: entry.source, resolveDir: entry.resolveDir, loader: 'ts', sourcefile: 'entry.ts' } };
  try {
    buildSync({ ...options, ...input, outdir });
  } catch (error) {
    throw explain(error, 'file' in entry ? entry.file : 'the ingest entry');
  }
  return outdir;
}

interface BuildMessage {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number } | null;
}

/** A file that does not compile is its author's mistake: say where. */
function explain(error: unknown, what: string): unknown {
  const [first] = (error as { errors?: readonly BuildMessage[] }).errors ?? [];
  if (!first) return error;
  const where = first.location ? `${first.location.file}:${first.location.line}` : what;
  return new UserMistake(`${where}: ${first.text}`);
}
