import { createHash } from 'node:crypto';
import type { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { BodyPointer } from '../../lambdas/processing/event-message.ts';
import { type Clock, createClock } from './clock.ts';
import { type EndpointName, endpointNames } from './endpoints.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Machine } from './machine.ts';
import { type Coverage, createNetwork, type Network, type Trace } from './network.ts';
import { createQueue, type Queue } from './queue.ts';
import { createRandom, type Random } from './random.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createTable, nameOf, type Table } from './table.ts';

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

export function createWorld(seed: number, coverage: Coverage, print: Trace = null): World {
  const random = createRandom(seed);
  const clock = createClock(startMs);
  const trace: Trace =
    print && ((line) => print(`${((clock.nowMs() - startMs) / 1000).toFixed(3).padStart(10)} s  ${line}`));
  const ledger = createLedger(clock, trace);
  const onVisible: World['onVisible'] = new Map();
  const queues = new Map<string, Queue>();
  for (const name of endpointNames) {
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

interface Options {
  readonly abortSignal?: AbortSignal;
}

/** What a machine's SDK clients do, each call counted against the invocation that made it. */
export interface Clients {
  readonly dynamoDb: Pick<DynamoDBClient, 'send'>;
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly secretsManager: Pick<SecretsManagerClient, 'send'>;
}

export function createClients(world: World, machine: Machine): Clients {
  const { network, table, secrets } = world;
  const prepared = (kindOf: (command: unknown) => string, prepare: (command: unknown) => () => unknown) => ({
    send: (command: unknown, options: Options = {}) =>
      network.call(machine, `${machine.name}: ${kindOf(command)}`, prepare(command), options.abortSignal),
  });
  const written = (command: unknown) => {
    const { invocation } = machine;
    return () => {
      const result = table.apply(command);
      invocation.writes += 1;
      return result;
    };
  };
  const sent = (command: unknown) => {
    const { invocation } = machine;
    return () => {
      const result = applyToQueue(world, command);
      invocation.sends += 1;
      return result;
    };
  };
  return {
    dynamoDb: prepared(tableCall, written),
    sqs: prepared(queueCall, sent),
    secretsManager: prepared(nameOf, (command) => () => secrets.apply(command)),
  } as unknown as Clients;
}

function tableCall(command: unknown): string {
  const { UpdateExpression = '' } = (command as UpdateItemCommand).input;
  const status = /#status = :(\w+)/.exec(UpdateExpression)?.[1];
  return status ? `UpdateItem ${status}` : nameOf(command);
}

function queueCall(command: unknown): string {
  const dead = command instanceof SendMessageCommand && command.input.QueueUrl?.endsWith('-dead-letters');
  return dead ? 'SendMessage dead letter' : nameOf(command);
}

function applyToQueue(world: World, command: unknown): unknown {
  if (command instanceof SendMessageCommand) {
    const { QueueUrl, MessageBody, MessageAttributes } = command.input;
    queueOf(world, QueueUrl).send(MessageBody, MessageAttributes);
    return {};
  }
  if (command instanceof SendMessageBatchCommand) {
    const { QueueUrl, Entries = [] } = command.input;
    return sendBatch(world, queueOf(world, QueueUrl), Entries);
  }
  if (command instanceof ChangeMessageVisibilityCommand) {
    const { QueueUrl, ReceiptHandle = '', VisibilityTimeout = -1 } = command.input;
    queueOf(world, QueueUrl).hide(ReceiptHandle, VisibilityTimeout * 1000);
    return {};
  }
  throw new Error(`the queue was sent a ${nameOf(command)}`);
}

/** Puts a body aside, as S3 would keep it. */
export function putBody({ bodies }: Pick<World, 'bodies'>, endpoint: string, rawBody: Buffer): BodyPointer {
  const key = `${endpoint}/${bodies.size + 1}`;
  bodies.set(key, rawBody);
  const sha256 = createHash('sha256').update(rawBody).digest('hex');
  return { bucket: 'bodies', key, size: rawBody.length, sha256 };
}

/** SQS may take some of a batch and refuse others. */
function sendBatch({ random, network }: World, queue: Queue, entries: readonly SendMessageBatchRequestEntry[]) {
  if (entries.length === 0 || entries.length > 10) throw new Error(`a batch of ${entries.length} messages`);
  const Successful: { Id: string }[] = [];
  const Failed: { Id: string }[] = [];
  for (const { Id = '', MessageBody, MessageAttributes } of entries) {
    if (random.chance(network.faultRate * 1.5)) Failed.push({ Id });
    else {
      queue.send(MessageBody, MessageAttributes);
      Successful.push({ Id });
    }
  }
  return { Successful, Failed };
}
