import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuildOptions, buildSync, type Metafile, version } from 'esbuild';
import { bundleKey, findBundle, keepBundle, newBundleFolder } from './bundle-cache.ts';
import { UserMistake } from './user-mistake.ts';

/** What is bundled: a file, or source text written at synth whose imports are relative to `resolveDir`. */
export type BundleEntry = { readonly file: string } | { readonly source: string; readonly resolveDir: string };

const root = join(import.meta.dirname, '..');

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
  // Not the folder that the app is started in: it would change names inside the bundle.
  absWorkingDir: root,
} satisfies BuildOptions;

/** What was bundled in this process: a file may serve several endpoints. */
const bundles = new Map<string, string>();

/** Bundles one function and returns the folder with its index.mjs, for the length of the process. Throws UserMistake. */
export function bundle(entry: BundleEntry): string {
  const key = bundleKey(version, options, entry);
  const folder = bundles.get(key) ?? findBundle(key) ?? build(key, entry);
  bundles.set(key, folder);
  return folder;
}

function build(key: string, entry: BundleEntry): string {
  const outdir = newBundleFolder();
  const { inputs } = buildInto(outdir, entry);
  keepBundle(
    key,
    outdir,
    Object.keys(inputs).filter((path) => existsSync(join(root, path))),
  );
  return outdir;
}

/** Bundles one function into a folder. Throws UserMistake. */
export function buildInto(outdir: string, entry: BundleEntry): Metafile {
  const what = 'file' in entry ? relative(process.cwd(), entry.file) : 'the ingest entry';
  const input: BuildOptions =
    'file' in entry
      ? { entryPoints: [entry.file] }
      : { stdin: { contents: entry.source, resolveDir: entry.resolveDir, loader: 'ts', sourcefile: '<stdin>' } };
  const metafile = run(what, { ...options, ...input, outdir });
  const handler = Object.values(metafile.outputs).some(
    (output) => output.entryPoint && output.exports.includes('handler'),
  );
  // Lambda would find out at the first event.
  if (!handler)
    throw new UserMistake(`${what} exports no handler: write export const handler = defineProcessor({ … }).`);
  return metafile;
}

function run(what: string, build: BuildOptions): Metafile {
  try {
    return buildSync({ ...build, metafile: true }).metafile;
  } catch (error) {
    throw explain(error, what);
  }
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
