import type { DeadLetter } from './dead-letter.ts';
import { selectsAll } from './dead-letter-filter.ts';
import { peekDeadLetters } from './dead-letters.ts';
import type { InboxEndpoint } from './inbox.ts';
import { moveQueue } from './move-queue.ts';
import type { OperatorPorts } from './ports.ts';
import { type Clock, type RedriveOptions, redrive } from './redrive.ts';

export interface EndpointRedrive {
  readonly endpoint: string;
  /** Who sent: SQS itself, or this program message by message. */
  readonly by: 'sqs' | 'message';
  readonly redriven: number;
  /** Still there and selected, or in somebody's hands: they arrived since it began, or come back by themselves. */
  readonly left: number;
  /** Whether it was a move that an earlier run had begun, at that run's rate. */
  readonly resumed: boolean;
  /** Those sent back, or those that would be; null when SQS moved them. */
  readonly letters: readonly DeadLetter[] | null;
}

/** A whole queue is moved by SQS, a selection letter by letter. docs/decisions/0009 says why. */
export async function redriveEndpoint(
  endpoint: InboxEndpoint,
  ports: Pick<OperatorPorts, 'queues'>,
  options: RedriveOptions,
  { onProgress, ...clock }: Clock & { readonly onProgress: (moved: number, toMove: number) => void },
): Promise<EndpointRedrive> {
  const { name, deadLetterQueueUrl } = endpoint;
  const { queues } = ports;
  const { waiting, inFlight } = await queues.counts(deadLetterQueueUrl);
  const isMoving = async () => (await queues.lastMove(deadLetterQueueUrl))?.state === 'running';
  const whole = selectsAll(options.filter) && !options.dryRun && (waiting > 0 || (await isMoving()));
  if (!whole) {
    // Counts lag behind: a queue that seems empty is asked all the same.
    const { letters, leftNewer } = await redrive(endpoint, ports, options, clock);
    const redriven = options.dryRun ? 0 : letters.length;
    return { endpoint: name, by: 'message', redriven, left: leftNewer + inFlight, resumed: false, letters };
  }
  const { perSecond } = options;
  const { moved, resumed } = await moveQueue(endpoint, ports, { perSecond, onProgress, sleep: clock.sleep });
  const { length } = await peekDeadLetters(endpoint, { limit: 1_000 }, ports);
  return { endpoint: name, by: 'sqs', redriven: moved, left: length + inFlight, resumed, letters: null };
}
