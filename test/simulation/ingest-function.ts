import { createAwsPorts } from '../../lambdas/ingest/aws-ports.ts';
import { createIngestHandler } from '../../lambdas/ingest/handler.ts';
import type { IngestPorts } from '../../lambdas/ingest/ingest-ports.ts';
import { createSecretCache } from '../../lambdas/runtime/secret-cache.ts';
import { apiEvent, type HttpDelivery } from '../support/fake-inbox.ts';
import { createClients } from './clients.ts';
import { type EndpointName, endpointNames, endpoints } from './endpoints.ts';
import { createMachine, kill, type Machine } from './machine.ts';
import { names, putBody, type World } from './world.ts';

/** What API Gateway got back; a status of 500 and no machine's answer when the function died. */
export interface IngestAnswer {
  readonly status: number;
  readonly died: boolean;
  readonly machine: Machine;
  readonly writes: number;
  readonly sends: number;
}

export type Ingest = (endpoint: EndpointName, delivery: HttpDelivery) => Promise<IngestAnswer>;

const timeoutMs = 10_000;

const variables = {
  TABLE_NAME: names.table,
  BODY_BUCKET: 'bodies',
  PUBLIC_URL_BASE: 'https://hooks.example.com',
  QUEUE_URL_BASE: names.queueBase,
  SECRET_ARN_BASE: names.secretBase,
  ENDPOINTS: JSON.stringify(Object.fromEntries(endpointNames.map((name) => [name, [name, name]]))),
};

/** The ingest function in Lambda: an environment serves one delivery at a time and is used again until it dies. */
export function createIngest(world: World): Ingest {
  const { clock, random } = world;
  let idle: Environment[] = [];
  let invocations = 0;

  return async (endpoint, delivery) => {
    // A look-up beside the last delivery may have ended with its process.
    idle = idle.filter((environment) => environment.machine.alive);
    const { machine, handle } = idle.pop() ?? createEnvironment(world);
    invocations += 1;
    const startedMs = clock.nowMs();
    machine.invocation = { id: `i${invocations}`, startedMs, endsMs: startedMs + timeoutMs, writes: 0, sends: 0 };
    machine.hurt = new Set();
    const { invocation } = machine;
    const { promise, resolve } = Promise.withResolvers<number | null>();
    machine.onDeath.push(() => resolve(null));
    const timeout = clock.at(invocation.endsMs, () => kill(machine));
    const context = { awsRequestId: invocation.id } as Parameters<typeof handle>[1];
    const running = handle(apiEvent(endpoint, delivery), context);
    running.then(({ statusCode = 0 }) => {
      if (machine.alive) resolve(statusCode);
    });
    const status = await promise;
    timeout.run = null;
    machine.onDeath.length = 0;
    if (machine.alive && random.chance(0.95)) idle.push({ machine, handle });
    const { writes, sends } = invocation;
    return { status: status ?? 500, died: status === null, machine, writes, sends };
  };
}

interface Environment {
  readonly machine: Machine;
  readonly handle: ReturnType<typeof createIngestHandler>;
}

function createEnvironment(world: World): Environment {
  const { clock, network, random, ledger } = world;
  const machine = createMachine('ingest', random.whole(-2_500, 2_500));
  const aws = createAwsPorts(variables, createClients(world, machine));
  const nowMs = () => clock.nowMs() + machine.skewMs;
  const ports: IngestPorts = {
    ...aws,
    nowMs,
    putBody: (endpoint, rawBody, signal) =>
      network.call(machine, 'ingest: PutObject', () => putBody(world, endpoint, rawBody), signal),
    fetchKey: () => Promise.reject(new Error('nobody publishes a key here')),
    writeLine: (line) => {
      if (line.kind === 'delivery' && line.outcome === 'failed')
        ledger.breach(`exception: ${line.errorName} in ingest`);
    },
  };
  const secrets = createSecretCache(ports.secretValue, nowMs);
  return { machine, handle: createIngestHandler(endpoints, ports, secrets) };
}
