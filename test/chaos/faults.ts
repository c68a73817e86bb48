import type { Call, Fault } from './fault-proxy.ts';
import { killProcess, lambdaProcesses } from './lambda-processes.ts';
import type { Load } from './load.ts';
import type { ServiceName } from './services.ts';
import type { World } from './world.ts';

export interface Scene {
  readonly world: World;
  readonly load: Load;
  readonly random: () => number;
  /** Counts what was done, by a name that the report shows. */
  count(group: 'faults' | 'kills', name: string): void;
}

/** Resolves when the fault is over and everything runs again. */
export type Inject = (scene: Scene) => Promise<void>;

/** A fault that meets too few calls ends after this long all the same. */
const longestMs = 5_000;
const callsHit = 25;

/** Name → fault. A cycle of chaos meets every one. */
export const faults: ReadonlyMap<string, Inject> = new Map([
  ['table throttled', disturb('tables', 'DynamoDB throttles', throttled)],
  [
    'table failing',
    disturb('tables', 'DynamoDB answers 500', () => ({ kind: 'answer', status: 500, type: 'InternalServerError' })),
  ],
  ['table answers lost', disturb('tables', 'DynamoDB writes, its answer is lost', () => ({ kind: 'loseAnswer' }))],
  [
    'queues failing',
    disturb('queues', 'SQS answers 500', () => ({ kind: 'answer', status: 500, type: 'InternalFailure' })),
  ],
  ['queue answers lost', disturb('queues', 'SQS acts, its answer is lost', () => ({ kind: 'loseAnswer' }))],
  ['queues stalled', stall('queues', 3_000)],
  ['table stalled', stall('tables', 1_500)],
  ['secrets away', secretsAway],
  ['ingest killed at its put', killAtCall('ingest', 'tables', ['PutItem'])],
  ['ingest killed at its send', killAtCall('ingest', 'queues', ['SendMessage'])],
  ['processors killed at a write', killAtCall('processor', 'tables', ['UpdateItem'])],
  ['processors killed at a send', killAtCall('processor', 'queues', ['SendMessageBatch', 'ChangeMessageVisibility'])],
  ['tables killed', killService('tables')],
  ['queues killed', killService('queues')],
  ['secrets killed', killService('secrets')],
  ['stack killed', killStack],
  ['everything killed', killEverything],
]);

function throttled(): Fault {
  return { kind: 'answer', status: 400, type: 'ProvisionedThroughputExceededException' };
}

/** Three of four calls meet the fault, until so many have. */
function disturb(service: ServiceName, name: string, fault: () => Fault): Inject {
  return async ({ world, random, count }) => {
    await hit(world, service, callsHit, () => {
      if (random() < 0.25) return null;
      count('faults', name);
      return fault();
    });
  };
}

/** Resolves when so many calls were hit, or none came for long. */
async function hit(world: World, service: ServiceName, calls: number, choose: (call: Call) => Fault | null) {
  const { proxy } = world.services[service];
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, longestMs);
  let left = calls;
  proxy.interfere((call) => {
    const fault = left > 0 ? choose(call) : null;
    if (fault) left -= 1;
    if (left === 0) over.resolve();
    return fault;
  });
  await over.promise;
  clearTimeout(timer);
  proxy.interfere(null);
}

/** Answers nothing for so long; what was asked meanwhile is done afterwards, when most callers have given up. */
function stall(service: ServiceName, forMs: number): Inject {
  return async ({ world, count }) => {
    const { proxy } = world.services[service];
    const ended = Promise.withResolvers<void>();
    proxy.interfere(() => {
      count('faults', service === 'queues' ? 'SQS stalls' : 'DynamoDB stalls');
      return { kind: 'hold', until: ended.promise };
    });
    setTimeout(ended.resolve, forMs);
    await ended.promise;
    proxy.interfere(null);
  };
}

/** New environments of ingest need the secrets at once, so the old ones are killed. */
async function secretsAway(scene: Scene): Promise<void> {
  killAll(scene, 'ingest');
  await hit(scene.world, 'secrets', 6, () => {
    scene.count('faults', 'Secrets Manager is away');
    return { kind: 'refuse' };
  });
}

const isIngest = (functionName: string) => functionName.startsWith('Ingest');

function killAll({ world, count }: Scene, kind: 'ingest' | 'processor', found = lambdaProcesses(world.stack.pid())) {
  for (const one of found) {
    if (isIngest(one.functionName) === (kind === 'ingest') && killProcess(one))
      count('kills', `Lambda environment (${kind})`);
  }
}

/** Every environment dies while one of its calls is on its way: the call is never made, or takes effect for nobody. */
function killAtCall(kind: 'ingest' | 'processor', service: ServiceName, operations: readonly string[]): Inject {
  return async (scene) => {
    const found = lambdaProcesses(scene.world.stack.pid());
    await hit(scene.world, service, 1, ({ operation }) => {
      if (!operations.includes(operation)) return null;
      killAll(scene, kind, found);
      return scene.random() < 0.5 ? { kind: 'refuse' } : { kind: 'loseAnswer' };
    });
  };
}

function killService(name: ServiceName): Inject {
  return async ({ world, count }) => {
    const service = world.services[name];
    await service.kill();
    count('kills', `stand-in of ${name}`);
    await service.start();
  };
}

async function killStack({ world, count }: Scene): Promise<void> {
  await world.stack.kill('SIGKILL');
  count('kills', 'local stack');
  await world.stack.start();
}

/** As when the power goes: nothing lives but the disk. */
async function killEverything({ world, count }: Scene): Promise<void> {
  const { tables, queues, secrets } = world.services;
  const services = [tables, queues, secrets];
  await Promise.all([world.stack.kill('SIGKILL'), ...services.map((service) => service.kill())]);
  count('kills', 'everything at once');
  await Promise.all(services.map((service) => service.start()));
  await world.stack.start();
}
