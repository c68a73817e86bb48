import { createHash } from 'node:crypto';
import type { BodyPointer } from '../../lambdas/processing/event-message.ts';
import type { Random } from '../support/random.ts';
import { type Clock, createClock } from './clock.ts';
import type { EndpointName } from './endpoints.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type Coverage, createNetwork, type Network, type Trace } from './network.ts';
import { createQueue, type Queue } from './queue.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createTable, type Table } from './table.ts';

export const names = {
  table: 'table',
  queueBase: 'https://sqs.local/000000000000/',
  secretBase: 'arn:aws:secretsmanager:local:000000000000:secret:',
};
export const queueUrlOf = (endpoint: EndpointName) => names.queueBase + endpoint;
export const deadLetterUrlOf = (endpoint: EndpointName) => `${names.queueBase}${endpoint}-dead-letters`;
export const secretArnOf = (endpoint: EndpointName) => names.secretBase + endpoint;

export const maxReceiveCount = 5;

/** Everything outside the inbox's own code, for one run. */
export interface World {
  readonly random: Random;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly table: Table;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly bodies: Map<string, Buffer>;
  readonly secrets: Secrets;
  /** Of each endpoint: told when a message of its queue becomes visible. */
  readonly onVisible: Map<EndpointName, (atMs: number) => void>;
}

const startMs = Date.parse('2026-11-24T10:00:00Z');

/** With the queues of these endpoints. */
export function createWorld(
  random: Random,
  endpoints: Iterable<EndpointName>,
  coverage: Coverage,
  print: Trace = null,
): World {
  const clock = createClock(startMs);
  const trace: Trace =
    print && ((line) => print(`${((clock.nowMs() - startMs) / 1000).toFixed(3).padStart(10)} s  ${line}`));
  const ledger = createLedger(clock, trace);
  const onVisible: World['onVisible'] = new Map();
  const queues = new Map<string, Queue>();
  for (const name of endpoints) {
    const to = createQueue(clock, { url: deadLetterUrlOf(name) });
    const redrive = { maxReceiveCount, to };
    const queue = createQueue(clock, {
      url: queueUrlOf(name),
      redrive,
      onVisible: (atMs) => onVisible.get(name)?.(atMs),
    });
    queues.set(to.url, to).set(queue.url, queue);
  }
  return {
    random,
    clock,
    trace,
    ledger,
    network: createNetwork(clock, random, coverage, (message) => ledger.breach(`unexpected: ${message}`), trace),
    table: createTable(names.table, ledger.onWrite),
    queues,
    bodies: new Map(),
    secrets: createSecrets(),
    onVisible,
  };
}

export function queueOf({ queues }: Pick<World, 'queues'>, url: string | undefined): Queue {
  const queue = queues.get(url ?? '');
  if (!queue) throw new Error(`there is no queue ${url}`);
  return queue;
}

/** Puts a body aside, as S3 would keep it. */
export function putBody({ bodies }: Pick<World, 'bodies'>, endpoint: string, rawBody: Buffer): BodyPointer {
  const key = `${endpoint}/${bodies.size + 1}`;
  bodies.set(key, rawBody);
  const sha256 = createHash('sha256').update(rawBody).digest('hex');
  return { bucket: 'bodies', key, size: rawBody.length, sha256 };
}
