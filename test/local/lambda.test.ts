import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createLambdaFunction, type LambdaFunction } from '../../local/lambda-function.ts';
import type { FunctionSettings } from '../../local/lambda-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'inbox-lambda-'));
const running: LambdaFunction[] = [];
let count = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(running.splice(0).map((lambda) => lambda.stop()));
});

function settings(code: string, overrides: Partial<FunctionSettings> = {}): FunctionSettings {
  count += 1;
  const taskRoot = join(folder, String(count));
  mkdirSync(taskRoot, { recursive: true });
  writeFileSync(join(taskRoot, 'index.mjs'), code);
  return {
    name: 'Function',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:Function',
    handler: 'index.handler',
    taskRoot,
    timeoutSeconds: 20,
    memoryMb: 128,
    variables: { GREETING: 'hello', AWS_REGION: 'us-east-1' },
    ...overrides,
  };
}

function start(
  code: string,
  overrides: Partial<FunctionSettings> = {},
  write: (line: string) => void = () => {},
  patienceMs?: (environments: number) => number,
) {
  const lambda = createLambdaFunction(settings(code, overrides), write, patienceMs);
  running.push(lambda);
  return lambda;
}

const returnsPid = 'export const handler = async () => process.pid;';
const waits = 'export const handler = async (ms) => new Promise((done) => setTimeout(done, ms, process.pid));';

async function payloadOf(lambda: LambdaFunction, event: unknown = {}): Promise<unknown> {
  const result = await lambda.invoke(JSON.stringify(event));
  if (result.kind !== 'success') throw new Error(JSON.stringify(result));
  return JSON.parse(result.payload);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The system tells nobody but its parent that a process has ended. */
async function hasGone(pid: number): Promise<boolean> {
  for (let wait = 0; wait < 250 && isRunning(pid); wait += 1) await delay(20);
  return !isRunning(pid);
}

describe('a Lambda function on this machine', () => {
  it('runs its handler with event, context and environment, after a top-level await', async () => {
    const lambda = start(`
      const prefix = await Promise.resolve(process.env.GREETING);
      export const handler = async (event, context) => ({
        text: prefix + ' ' + event.name,
        id: context.awsRequestId, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis(),
        root: process.env.LAMBDA_TASK_ROOT === process.cwd(), memory: context.memoryLimitInMB,
      });`);
    expect(await payloadOf(lambda, { name: 'Zoë \u{1F600}' })).toEqual({
      text: 'hello Zoë \u{1F600}',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:Function',
      left: expect.closeTo(20_000, -3),
      root: true,
      memory: '128',
    });
  });

  it('sees nothing of the environment that the stack itself was started in', async () => {
    process.env.INBOX_TEST_LEAK = 'leaked';
    const lambda = start('export const handler = async () => process.env.INBOX_TEST_LEAK ?? null;');
    expect(await payloadOf(lambda)).toBeNull();
    delete process.env.INBOX_TEST_LEAK;
  });

  it('uses one environment for invocations that follow each other', async () => {
    const lambda = start(returnsPid);
    const pids = [await payloadOf(lambda), await payloadOf(lambda), await payloadOf(lambda)];
    expect(new Set(pids).size).toBe(1);
  });

  it('uses several for invocations that wait at the same time', async () => {
    const lambda = start(waits);
    const pids = await Promise.all([payloadOf(lambda, 1500), payloadOf(lambda, 1500)]);
    expect(new Set(pids).size).toBe(2);
  });

  it.each([2, 3])('uses %i where more would have to wait for long', async (most) => {
    const lambda = start(waits, {}, undefined, (environments) => (environments < most ? 50 : 60_000));
    const pids = await Promise.all(Array.from({ length: 4 }, () => payloadOf(lambda, 1500)));
    expect(new Set(pids).size).toBe(most);
  });

  it('throttles beyond its reserved concurrency', async () => {
    const lambda = start(waits, { reservedConcurrency: 1 });
    const [first, second] = await Promise.all([lambda.invoke('300'), lambda.invoke('300')]);
    expect([first.kind, second.kind]).toEqual(['success', 'throttled']);
    expect((await lambda.invoke('1')).kind).toBe('success');
  });

  it('reports what the handler threw, and goes on in the same environment', async () => {
    const lambda = start(`export const handler = async (event) => {
      if (event.fail) throw new TypeError('wrong kind');
      return process.pid;
    };`);
    const before = await payloadOf(lambda);
    expect(await lambda.invoke('{"fail":true}')).toEqual({
      kind: 'error',
      errorType: 'TypeError',
      errorMessage: 'wrong kind',
    });
    expect(await payloadOf(lambda)).toBe(before);
  });

  it.each([
    ['never yields', 'export const handler = async (event) => { while (event.fail) {} return process.pid; };'],
    [
      'never ends',
      'export const handler = async (event) => event.fail ? new Promise((r) => setTimeout(r, 1e8)) : process.pid;',
    ],
  ])('ends an environment whose handler %s at the timeout, and starts another', async (_, code) => {
    const lambda = start(code, { timeoutSeconds: 1 });
    const before = Number(await payloadOf(lambda));
    const result = await lambda.invoke('{"fail":true}');
    expect(result).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('after 1.00 s'),
    });
    expect(await payloadOf(lambda)).not.toBe(before);
    expect(await hasGone(before)).toBe(true);
  });

  it.each([
    ['exits', 'process.exit(3)'],
    ['uses more memory than it has', 'for (const hog = [];;) hog.push(new Array(1e5).fill(Math.random()))'],
  ])('reports a handler that %s, and starts another environment', async (_, statement) => {
    const lambda = start(`export const handler = async (event) => { if (event.fail) ${statement}; return 'well'; };`);
    expect(await lambda.invoke('{"fail":true}')).toMatchObject({ kind: 'error', errorType: 'Runtime.ExitError' });
    expect(await payloadOf(lambda)).toBe('well');
  });

  it.each([
    ['throws', `throw new RangeError('bad start');`, 'RangeError'],
    ['exits', 'process.exit(1);', 'Runtime.ExitError'],
    ['exports no handler', 'export const other = 1;', 'Runtime.HandlerNotFound'],
  ])('reports code that %s while it is loaded', async (_, code, errorType) => {
    expect(await start(code).invoke('{}')).toMatchObject({ kind: 'error', errorType });
  });

  it('refuses a response beyond six megabytes', async () => {
    const lambda = start(`export const handler = async () => 'x'.repeat(7 * 1024 * 1024);`);
    expect(await lambda.invoke('{}')).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });

  it('passes on every line that the function prints', async () => {
    const lines: string[] = [];
    const printed = Promise.withResolvers<void>();
    const lambda = start(
      `export const handler = async () => { process.stdout.write('{"kind":"delivery"}\\n'); console.error('careful'); };`,
      {},
      (line) => {
        lines.push(line);
        if (lines.length === 2) printed.resolve();
      },
    );
    await payloadOf(lambda);
    await printed.promise;
    expect(lines).toContain('{"kind":"delivery"}');
    expect(lines.some((line) => line.includes('careful'))).toBe(true);
  });

  it('runs new code after an update, while what runs ends with the old', async () => {
    const lambda = start(`export const handler = async (ms) => new Promise((r) => setTimeout(r, ms, 'old'));`);
    expect(await payloadOf(lambda, 1)).toBe('old');
    const underWay = payloadOf(lambda, 400);
    lambda.update(settings(`export const handler = async () => 'new';`));
    expect(await payloadOf(lambda)).toBe('new');
    expect(await underWay).toBe('old');
    expect(await payloadOf(lambda)).toBe('new');
  });

  it('leaves no process behind when it stops', async () => {
    const lambda = start(returnsPid);
    const pid = Number(await payloadOf(lambda));
    await lambda.stop();
    expect(isRunning(pid)).toBe(false);
    expect((await lambda.invoke('{}')).kind).toBe('throttled');
  });

  it('leaves no process behind when the stack is killed, even if a handler never yields', async () => {
    const idle = settings(`console.log('pid ' + process.pid); export const handler = async () => {};`);
    const busy = settings(`export const handler = async () => { console.log('pid ' + process.pid); for (;;) {} };`);
    const script = join(folder, 'stack.ts');
    writeFileSync(
      script,
      `import { createLambdaFunction } from ${JSON.stringify(join(import.meta.dirname, '../../local/lambda-function.ts'))};
      for (const settings of ${JSON.stringify([idle, busy])}) void createLambdaFunction(settings, console.log).invoke('{}');`,
    );
    const stack = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pids: number[] = [];
    for await (const line of createInterface({ input: stack.stdout })) {
      const pid = /pid (\d+)/.exec(line)?.[1];
      if (pid) pids.push(Number(pid));
      if (pids.length === 2) break;
    }
    const exited = once(stack, 'exit');
    stack.kill('SIGKILL');
    await exited;
    expect(pids).toHaveLength(2);
    expect(await Promise.all(pids.map(hasGone))).toEqual([true, true]);
  });
});
