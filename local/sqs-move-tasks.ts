import { randomUUID } from 'node:crypto';
import type { buildApp } from 'fauxqs';
import type { Queue, QueueStore } from './sqs-internals.ts';

interface MoveTask {
  readonly TaskHandle: string;
  readonly Status: 'COMPLETED' | 'FAILED';
  readonly SourceArn: string;
  readonly DestinationArn?: string;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  readonly FailureReason?: string;
  readonly StartedTimestamp: number;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

interface Parameters {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  readonly QueueUrl?: string;
  readonly MaxResults?: number;
}

type Answer = object | { readonly refusal: Refusal };
const refuse = (code: string, message: string): Answer => ({ refusal: { code, message } });

/** Adds the redrive operations that fauxqs does not have: StartMessageMoveTask, ListMessageMoveTasks, ListDeadLetterSourceQueues. */
export function answerMoveTasks(app: ReturnType<typeof buildApp>, store: QueueStore): void {
  const tasks: MoveTask[] = [];
  const operations = new Map<unknown, (parameters: Parameters) => Answer>([
    ['AmazonSQS.StartMessageMoveTask', (parameters) => startTask(store, tasks, parameters)],
    ['AmazonSQS.ListMessageMoveTasks', (parameters) => listTasks(tasks, parameters)],
    ['AmazonSQS.ListDeadLetterSourceQueues', (parameters) => listSources(store, parameters)],
  ]);
  app.addHook('preHandler', async (request, reply) => {
    const operation = operations.get(request.headers['x-amz-target']);
    if (!operation) return;
    const answer = operation(request.body as Parameters);
    reply.header('content-type', 'application/x-amz-json-1.0');
    if (!('refusal' in answer)) return reply.send(answer);
    const { code, message } = answer.refusal as Refusal;
    return reply.status(400).send({ __type: `com.amazonaws.sqs#${code}`, message });
  });
}

const redrivePolicy = (queue: Queue): { deadLetterTargetArn?: string } =>
  JSON.parse(queue.attributes.RedrivePolicy ?? '{}');
const sourcesOf = (store: QueueStore, deadLetterQueue: Queue): Queue[] =>
  [...store.queues.values()].filter((queue) => redrivePolicy(queue).deadLetterTargetArn === deadLetterQueue.arn);

function startTask(store: QueueStore, tasks: MoveTask[], { SourceArn = '', DestinationArn }: Parameters): Answer {
  const source = store.getQueueByArn(SourceArn);
  if (!source)
    return refuse(
      'ResourceNotFoundException',
      'The resource that you specified for the SourceArn parameter doesn’t exist.',
    );
  const sources = sourcesOf(store, source);
  if (sources.length === 0)
    return refuse('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
  const destination = DestinationArn === undefined ? undefined : store.getQueueByArn(DestinationArn);
  if (DestinationArn !== undefined && !destination) {
    return refuse(
      'ResourceNotFoundException',
      'The resource that you specified for the DestinationArn parameter doesn’t exist.',
    );
  }
  source.processTimers();
  const waiting = source.messages.length;
  // Without a destination SQS looks at where each message came from, which messages sent to the queue directly do not tell.
  const moved = destination ? moveMessages(source, destination) : 0;
  const failed = moved < waiting;
  const task: MoveTask = {
    TaskHandle: randomUUID(),
    Status: failed ? 'FAILED' : 'COMPLETED',
    SourceArn,
    ...(DestinationArn === undefined ? {} : { DestinationArn }),
    ApproximateNumberOfMessagesMoved: moved,
    ApproximateNumberOfMessagesToMove: waiting,
    ...(failed ? { FailureReason: 'CouldNotDetermineMessageSource' } : {}),
    StartedTimestamp: Date.now(),
  };
  tasks.unshift(task);
  return { TaskHandle: task.TaskHandle };
}

/** As on AWS, a moved message is a new one: another id, sent now, never received. */
function moveMessages(source: Queue, destination: Queue): number {
  const messages = source.messages.splice(0);
  const move = () => {
    for (const message of messages) {
      source.persistence?.deleteMessage(message.messageId);
      destination.enqueue({
        ...message,
        messageId: randomUUID(),
        sentTimestamp: Date.now(),
        approximateReceiveCount: 0,
        approximateFirstReceiveTimestamp: undefined,
        delayUntil: undefined,
      });
    }
  };
  if (source.persistence) source.persistence.transaction(move);
  else move();
  return messages.length;
}

function listTasks(tasks: readonly MoveTask[], { SourceArn, MaxResults = 1 }: Parameters): Answer {
  return { Results: tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults) };
}

function listSources(store: QueueStore, { QueueUrl = '' }: Parameters): Answer {
  const queue = store.getQueue(QueueUrl);
  if (!queue) return refuse('QueueDoesNotExist', 'The specified queue does not exist.');
  return { queueUrls: sourcesOf(store, queue).map(({ url }) => url) };
}
