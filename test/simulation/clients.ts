import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { IngestClients } from '../../lambdas/ingest/aws-ports.ts';
import type { Machine } from './machine.ts';
import type { Queue } from './queue.ts';
import { nameOf } from './table.ts';
import { queueOf, type World } from './world.ts';

interface Options {
  readonly abortSignal?: AbortSignal;
}

/** What a machine's SDK clients do, each call counted against the invocation that made it. */
export function createClients(world: World, machine: Machine): IngestClients {
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
  } as unknown as IngestClients;
}

/** Writes to the table are told apart by the status that they set. */
const statusSet = new Map<string, string>();

function tableCall(command: unknown): string {
  if (!(command instanceof UpdateItemCommand)) return nameOf(command);
  const { UpdateExpression = '' } = command.input;
  const known = statusSet.get(UpdateExpression);
  if (known !== undefined) return known;
  const call = `UpdateItem ${/#status = :(\w+)/.exec(UpdateExpression)?.[1]}`;
  statusSet.set(UpdateExpression, call);
  return call;
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
