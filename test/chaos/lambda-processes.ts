import { execFileSync } from 'node:child_process';

export interface LambdaProcess {
  readonly pid: number;
  readonly functionName: string;
}

/** The execution environments that a local stack runs: its children that Lambda's variables name. */
export function lambdaProcesses(stackPid: number): LambdaProcess[] {
  // With `e`, ps shows a process's variables behind its arguments.
  const listing = execFileSync('ps', ['axeww', '-o', 'pid=', '-o', 'ppid=', '-o', 'args='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listing.split('\n').flatMap((line) => {
    const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s/.exec(line) ?? [];
    const functionName = / AWS_LAMBDA_FUNCTION_NAME=(\S+)/.exec(line)?.[1];
    return Number(parent) === stackPid && functionName ? [{ pid: Number(pid), functionName }] : [];
  });
}

/** Kills it at once; false when it was gone. */
export function killProcess({ pid }: LambdaProcess): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
