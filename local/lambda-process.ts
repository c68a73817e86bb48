import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  /** `index.handler` */
  readonly handler: string;
  /** Absolute folder of the code. */
  readonly taskRoot: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Everything the function finds in its environment beyond what Lambda itself sets. */
  readonly variables: Readonly<Record<string, string>>;
  /** More invocations at a time are throttled. @default no limit */
  readonly reservedConcurrency?: number | undefined;
}

export type WriteOutput = (line: string) => void;

const runtimeClient = createRequire(import.meta.url).resolve('aws-lambda-ric');
const preload = join(import.meta.dirname, 'lambda-preload.cjs');

/** Starts the operating system's process of one execution environment, which runs AWS's own runtime. */
export function spawnEnvironment(settings: FunctionSettings, runtimeApi: string, write: WriteOutput): ChildProcess {
  // Lambda leaves a tenth of the memory to what is not JavaScript.
  const heap = `--max-old-space-size=${Math.floor(settings.memoryMb * 0.9)}`;
  const [program = process.execPath, ...args] = [
    ...tied(),
    process.execPath,
    heap,
    '--require',
    preload,
    runtimeClient,
  ];
  const child = spawn(program, args, {
    cwd: settings.taskRoot,
    env: { ...lambdaVariables(settings, runtimeApi), ...settings.variables },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches the stack alone, and what a function started ends with it.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', write);
  child.stdin.on('error', () => {});
  return child;
}

const tie = ['setpriv', '--pdeathsig', 'KILL'] as const;
let canTie: boolean | undefined;

/**
 * A command before the command that has the system end the process when the stack dies. The closed standard input that
 * the preload looks for does that everywhere else, but for a handler that never yields.
 */
function tied(): readonly string[] {
  const [command, ...args] = tie;
  canTie ??= process.platform === 'linux' && spawnSync(command, [...args, 'true']).status === 0;
  return canTie ? tie : [];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function lambdaVariables(settings: FunctionSettings, runtimeApi: string): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR ? { TMPDIR } : {}),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: settings.handler,
    LAMBDA_TASK_ROOT: settings.taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_LEVEL: 'INFO',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  };
}

/** Ends the process and whatever it started, at once. */
export function killEnvironment(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
