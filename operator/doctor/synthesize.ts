import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { AppOptions } from './ports.ts';

/** The app does not give a template; the message is the app's own, in one line. */
export class SynthFailure extends Error {
  override readonly name = 'SynthFailure';
}

const project = join(import.meta.dirname, '..', '..');
const ending = '.template.json';

/** Runs `cdk synth` into a folder of its own, and reads the templates: file name without its ending → template. Throws SynthFailure. */
export async function synthesize({ appFile, context }: AppOptions): Promise<ReadonlyMap<string, unknown>> {
  const output = await mkdtemp(join(tmpdir(), 'inbox-doctor-'));
  try {
    await promisify(execFile)(
      process.execPath,
      [
        join(project, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
        ...['synth', '--quiet', '--no-notices', '--output', output],
        ...(appFile === null ? [] : ['--app', `node "${appFile}"`]),
        ...(context === null ? [] : ['--context', context]),
      ],
      { cwd: project, env: environment(), timeout: 80_000 },
    );
    const files = (await readdir(output)).filter((name) => name.endsWith(ending));
    const templates = files.map(async (name) => {
      const template: unknown = JSON.parse(await readFile(join(output, name), 'utf8'));
      return [name.slice(0, -ending.length), template] as const;
    });
    return new Map(await Promise.all(templates));
  } catch (error) {
    throw new SynthFailure(firstWords(error));
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

/** CloudFormation's own rules take seconds, and `cdk deploy` applies them. The app runs on the Node that runs this, and nobody is asked or told anything. */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
  CDK_VALIDATION: 'false',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_DISABLE_VERSION_CHECK: 'true',
  NO_COLOR: '1',
});

/** The app's own sentence, without the stack trace and the command line's words around it. */
function firstWords(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines.find((line) => /^\w*(?:Error|Mistake)\b.*:/.test(line)) ?? lines.find((line) => line !== '');
  return (said ?? 'cdk synth failed').slice(0, 300);
}
