import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { createProcessorPorts } from '../../lambdas/processing/ports.ts';
import { processBatch } from '../../lambdas/processing/process-batch.ts';
import type { ProcessorPorts } from '../../lambdas/processing/processor-ports.ts';
import { createRoutes } from '../../lambdas/processing/route.ts';
import { createClients } from './clients.ts';
import { type EndpointName, endpoints } from './endpoints.ts';
import type { Handlers } from './handlers.ts';
import { createMachine, kill, type Machine } from './machine.ts';
import type { Message } from './queue.ts';
import { deadLetterUrlOf, maxReceiveCount, names, putBody, queueUrlOf, type World } from './world.ts';

/** The ids of the messages that were done with; null when the function died or ran out of time. */
export type Process = (messages: readonly Message[]) => Promise<ReadonlySet<string> | null>;

export const timeoutMs = 30_000;

/** A processor function in Lambda: an environment runs one batch at a time and is used again until it dies. */
export function createProcessor(world: World, endpoint: EndpointName, handlers: Handlers): Process {
  const { clock, ledger, random } = world;
  let idle: Environment[] = [];
  let invocations = 0;

  return async (messages) => {
    idle = idle.filter(({ machine }) => machine.alive);
    const environment = idle.pop() ?? createEnvironment(world, endpoint, handlers);
    const { machine, ports } = environment;
    invocations += 1;
    const id = `${endpoint}-${invocations}`;
    const endsMs = clock.nowMs() + timeoutMs;
    machine.invocation = { id, startedMs: clock.nowMs(), endsMs, writes: 0, sends: 0 };
    const { promise, resolve } = Promise.withResolvers<SQSBatchResponse | null>();
    machine.onDeath.push(() => resolve(null));
    const timeout = clock.at(endsMs, () => kill(machine));
    const context = { awsRequestId: id, getRemainingTimeInMillis: () => endsMs - clock.nowMs() };
    const running = processBatch(ports, { Records: messages.map(toRecord) }, context);
    running.then(
      (response) => {
        if (machine.alive) resolve(response);
      },
      (error: unknown) => ledger.breach(`exception: ${String(error)} in the processor`),
    );
    const response = await promise;
    timeout.run = null;
    if (!response) return null;
    // Handlers that still run are frozen with the environment.
    machine.onDeath.length = 0;
    if (random.chance(0.95)) idle.push(environment);
    const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return new Set(messages.map((message) => message.id).filter((one) => !failed.has(one)));
  };
}

interface Environment {
  readonly machine: Machine;
  readonly ports: ProcessorPorts;
}

function createEnvironment(world: World, endpoint: EndpointName, handlers: Handlers): Environment {
  const { clock, network, bodies, random } = world;
  const machine = createMachine('processor', random.whole(-2_500, 2_500));
  const { batch, unsignedId } = endpoints[endpoint].provider;
  const variables = {
    TABLE_NAME: names.table,
    BODY_BUCKET: 'bodies',
    ENDPOINT: endpoint,
    QUEUE_URL: queueUrlOf(endpoint),
    DEAD_LETTER_QUEUE_URL: deadLetterUrlOf(endpoint),
    MAX_RECEIVE_COUNT: String(maxReceiveCount),
    BATCH: batch ? JSON.stringify(batch) : '',
    RECORD_KEY: unsignedId ? 'id+body' : 'id',
  };
  const findRoute = createRoutes({ '*': (attempt) => handlers.handle(machine, attempt) });
  const options = { findRoute, backoff: {}, concurrency: random.pick([1, 10]) };
  let tokens = 0;
  const ports: ProcessorPorts = {
    ...createProcessorPorts(variables, options, createClients(world, machine)),
    getBody: ({ key }) => network.call(machine, 'processor: GetObject', () => bodies.get(key) ?? null),
    putBody: (rawBody) => network.call(machine, 'processor: PutObject', () => putBody(world, endpoint, rawBody)),
    writeLine: () => {},
    now: () => clock.nowMs() + machine.skewMs,
    random: random.next,
    newLeaseToken: () => {
      tokens += 1;
      return `${machine.invocation.id}-${tokens}`;
    },
  };
  return { machine, ports };
}

function toRecord({ id, body, attributes, receives }: Message): SQSRecord {
  const system = { SentTimestamp: '0', SenderId: 'inbox', ApproximateFirstReceiveTimestamp: '0' };
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: { ...system, ApproximateReceiveCount: String(receives) },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType = 'String', StringValue = '' }]) => [
        name,
        { dataType: DataType as 'String', stringValue: StringValue },
      ]),
    ),
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:local:000000000000:queue`,
    awsRegion: 'local',
  };
}
