import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
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

/** What was bundled in this process: a file may serve several endpoints. */
const bundles = new Map<string, string>();

/** Bundles one function and returns the folder with its index.mjs, for the length of the process. Throws UserMistake. */
export function bundle(entry: BundleEntry): string {
  const key = JSON.stringify(entry);
  const folder = bundles.get(key) ?? build(entry);
  bundles.set(key, folder);
  return folder;
}

function build(entry: BundleEntry): string {
  const outdir = mkdtempSync(join(tmpdir(), 'inbox-bundle-'));
  folders.push(outdir);
  const input: BuildOptions =
    'file' in entry
      ? { entryPoints: [entry.file] }
      : { stdin: { contents: entry.source, resolveDir: entry.resolveDir, loader: 'ts', sourcefile: 'entry.ts' } };
  const what = 'file' in entry ? relative(process.cwd(), entry.file) : 'the ingest entry';
  checkHandler(what, outputsOf(what, { ...options, ...input, outdir }));
  return outdir;
}

type Outputs = Metafile['outputs'];

function outputsOf(what: string, build: BuildOptions): Outputs {
  try {
    return buildSync({ ...build, metafile: true }).metafile.outputs;
  } catch (error) {
    throw explain(error, what);
  }
}

/** Lambda would find out at the first event. */
function checkHandler(what: string, outputs: Outputs): void {
  const entry = Object.values(outputs).find(({ entryPoint, exports }) => entryPoint && exports.includes('handler'));
  if (!entry) throw new UserMistake(`${what} exports no handler: write export const handler = defineProcessor({ … }).`);
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
