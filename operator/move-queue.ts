import type { InboxEndpoint } from './inbox.ts';
import { OperatorError } from './operator-error.ts';
import type { MoveTask, OperatorPorts } from './ports.ts';

export interface MoveReport {
  readonly moved: number;
  /** Whether a task of an earlier run was still at it, and was followed to its end. */
  readonly resumed: boolean;
}

interface MoveOptions {
  /** At most so many a second; null: as fast as SQS can. */
  readonly perSecond: number | null;
  readonly onProgress: (moved: number, toMove: number) => void;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const pollMs = 1_000;
/** A task that was started is listed at once; one that never is would be waited for without end. */
const patience = 60;

/**
 * Lets SQS move the whole dead-letter queue to the endpoint's queue, and follows it to its end. The destination is named: SQS
 * does not know where dead letters came from that the runtime sent. The task belongs to SQS and goes on when whoever waits is
 * killed; the next run follows it.
 */
export async function moveQueue(
  { name, queueUrl, deadLetterQueueUrl }: InboxEndpoint,
  { queues }: Pick<OperatorPorts, 'queues'>,
  { perSecond, onProgress, sleep }: MoveOptions,
): Promise<MoveReport> {
  const before = await queues.lastMove(deadLetterQueueUrl);
  const resumed = before?.state === 'running';
  if (!resumed) await queues.startMove(deadLetterQueueUrl, queueUrl, perSecond);
  const isNew = (task: MoveTask | null) => resumed || task?.startedMs !== before?.startedMs;
  let cancelled = false;
  for (let unseen = 0; unseen < patience; ) {
    const task = await queues.lastMove(deadLetterQueueUrl);
    if (task === null || !isNew(task)) {
      unseen += 1;
      await sleep(pollMs);
      continue;
    }
    if (task.state !== 'running') return end(name, task, resumed);
    onProgress(task.moved, task.toMove);
    // What it moves beyond its own count died again meanwhile: it would turn in circles.
    if (task.moved > task.toMove && task.handle !== null && !cancelled) {
      cancelled = true;
      await queues.cancelMove(task.handle);
    }
    await sleep(pollMs);
  }
  throw new OperatorError(
    `SQS lists no task that moves the dead letters of ${name}: \`inbox dlq list\` says how many are left`,
  );
}

function end(name: string, { state, moved, failure }: MoveTask, resumed: boolean): MoveReport {
  if (state !== 'failed') return { moved, resumed };
  throw new OperatorError(
    `SQS stopped after ${moved} dead letters of ${name} (${failure ?? 'no reason given'}): run it again`,
  );
}
