import { type CheckResult, found, right } from './report.ts';

/** Node on this machine against the functions' runtimes (`nodejs24.x`): an older one cannot run what is deployed. */
export function checkNode(version: string, runtimes: readonly string[]): CheckResult {
  const needed = Math.max(0, ...runtimes.map((runtime) => Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? 0)));
  if (Number(version.split('.')[0]) >= needed) return right(version);
  return found({
    code: 'NODE_TOO_OLD',
    sentence: `this is Node ${version}, and the functions run on Node ${needed}: what works in AWS may fail here, or the reverse`,
    remedy: `install Node ${needed} or newer from https://nodejs.org, then: npm ci`,
  });
}
