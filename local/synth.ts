import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The message is what the app printed about its mistake. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
}

export interface SynthOptions {
  readonly projectDirectory: string;
  /** File of the CDK app. @default the command in cdk.json */
  readonly appFile?: string | undefined;
  readonly outputDirectory: string;
  /** Ends the app. @default never */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the CDK app the way `cdk synth` does, without the second it takes to start: the assembly is the same.
 * Throws SynthError with the app's own words.
 * https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html
 */
export async function synthesize(options: SynthOptions): Promise<void> {
  const { projectDirectory, appFile, outputDirectory, signal } = options;
  const { app, context = {} } = JSON.parse(readFileSync(join(projectDirectory, 'cdk.json'), 'utf8')) as {
    app: string;
    context?: Record<string, unknown>;
  };
  if (appFile && !existsSync(resolve(projectDirectory, appFile))) {
    throw new SynthError(`--app is '${appFile}', which is not there: name a file such as bin/webhooks.ts.`);
  }
  const [command = '', ...args] = appFile ? ['node', appFile] : app.split(' ');
  const child = spawn(command === 'node' ? process.execPath : command, args, {
    cwd: projectDirectory,
    ...(signal ? { signal } : {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outputDirectory,
      // CloudFormation's own rules take three seconds of CPU; `npx cdk synth` applies them.
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        'aws:cdk:enable-path-metadata': true,
        'aws:cdk:enable-asset-metadata': true,
        'aws:cdk:bundling-stacks': ['**'],
      }),
    },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new SynthError(explain(output) || `The CDK app ended with code ${code}.`);
}

/** The app's own words; of an exception only its message. */
function explain(output: string): string {
  if (!/\n {4}at /.test(output)) return output.trim();
  const message = /^\w*Error\b.*/m.exec(output)?.[0] ?? 'it threw an exception';
  return `The CDK app failed: ${message} (\`npx cdk synth\` shows where).`;
}
