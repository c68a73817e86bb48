/**
 * `npm run test:dynamodb-local`: the store's contract against AWS's own DynamoDB Local, the judge of the local stack's tables.
 * Its licence forbids passing it on, so it is no dependency: it is fetched when first needed, or named in DYNAMODB_LOCAL_DIR.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { ownTablesVariable } from '../support/table-server.ts';
import { FindJarError, findJar } from './find-jar.ts';

const root = join(import.meta.dirname, '../..');

async function run(): Promise<number> {
  if (spawnSync('java', ['-version']).status !== 0) {
    console.error(
      'DynamoDB Local needs Java 17 or newer, and there is no `java` on the PATH: install it and run this again.',
    );
    return 1;
  }
  const folder = findJar(process.env, root);
  const port = String(await freePort());
  const java = spawn(
    'java',
    [
      '-Djava.library.path=DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      port,
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const ended = once(java, 'exit');
  try {
    const url = `http://127.0.0.1:${port}`;
    if (!(await becomesReady(java, url))) {
      console.error(`DynamoDB Local in ${folder} ended while it started: Java 17 or newer runs it.`);
      return 1;
    }
    return await runContract(url);
  } finally {
    java.kill('SIGKILL');
    await ended;
  }
}

async function runContract(url: string): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const tests = spawn(process.execPath, [vitest, 'run', 'test/contract/store.test.ts'], {
    cwd: root,
    env: { ...process.env, [ownTablesVariable]: url },
    stdio: 'inherit',
  });
  const [code] = await once(tests, 'exit');
  return code ?? 1;
}

/** False when it ended instead. */
async function becomesReady(java: ChildProcess, url: string): Promise<boolean> {
  while (java.exitCode === null && java.signalCode === null) {
    if (await fetch(url).catch(() => null)) return true;
    await delay(50);
  }
  return false;
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof FindJarError ? error.message : error);
  return 1;
});
