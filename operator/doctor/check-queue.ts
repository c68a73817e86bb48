import type { DeclaredEndpoint } from './read-blueprint.ts';
import type { Repairs } from './repairs.ts';
import { type CheckResult, type Finding, found, right } from './report.ts';

export type QueueAttributes = Readonly<Record<string, string>>;

export interface ObservedQueues {
  readonly queueUrl: string;
  /** Null when it does not exist. */
  readonly queue: QueueAttributes | null;
  /** Null when it does not exist. */
  readonly deadLetterQueue: QueueAttributes | null;
}

type Declared = Pick<DeclaredEndpoint, 'maxReceiveCount' | 'visibilityTimeout'>;

/** An endpoint's two queues as they are, against what the template says. */
export function checkQueue(declared: Declared, observed: ObservedQueues, repairs: Repairs): CheckResult {
  const { queueUrl, queue, deadLetterQueue } = observed;
  if (!queue || !deadLetterQueue) {
    const missing = [...(queue ? [] : ['the queue']), ...(deadLetterQueue ? [] : ['the dead-letter queue'])];
    const sentence = (what: string) => `${what} does not exist: events cannot be kept`;
    return found(
      ...missing.map(
        (what): Finding => ({ code: 'QUEUE_MISSING', sentence: sentence(what), remedy: repairs.recreate }),
      ),
    );
  }
  const redrive = redriveFault(declared, queue, deadLetterQueue);
  const visibility = visibilityFault(declared, queue);
  const policy = { deadLetterTargetArn: deadLetterQueue.QueueArn, maxReceiveCount: declared.maxReceiveCount ?? 5 };
  const findings: Finding[] = [];
  if (redrive) {
    findings.push({ ...redrive, remedy: repairs.setQueue(queueUrl, { RedrivePolicy: JSON.stringify(policy) }) });
  }
  if (visibility) {
    const VisibilityTimeout = String(declared.visibilityTimeout);
    findings.push({ ...visibility, remedy: repairs.setQueue(queueUrl, { VisibilityTimeout }) });
  }
  return findings.length > 0 ? found(...findings) : right();
}

type Fault = Omit<Finding, 'remedy'>;

function redriveFault(
  { maxReceiveCount }: Declared,
  { RedrivePolicy }: QueueAttributes,
  { QueueArn }: QueueAttributes,
): Fault | null {
  if (!RedrivePolicy) {
    const sentence = 'the queue has no redrive policy: an event that crashes its processor runs until it expires';
    return { code: 'QUEUE_NO_REDRIVE', sentence };
  }
  const policy = JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: string; maxReceiveCount?: number | string };
  if (policy.deadLetterTargetArn !== QueueArn) {
    const sentence = `dead letters of the queue go to ${policy.deadLetterTargetArn}, not to ${QueueArn}, where the alarm and \`inbox dlq\` look`;
    return { code: 'QUEUE_WRONG_DLQ', sentence };
  }
  if (maxReceiveCount === null || Number(policy.maxReceiveCount) === maxReceiveCount) return null;
  const sentence = `the queue gives up after ${policy.maxReceiveCount} receives, and the template says ${maxReceiveCount}, which the processor counts on`;
  return { code: 'QUEUE_MAX_RECEIVE_COUNT', sentence };
}

function visibilityFault({ visibilityTimeout }: Declared, { VisibilityTimeout }: QueueAttributes): Fault | null {
  if (visibilityTimeout === null || Number(VisibilityTimeout) === visibilityTimeout) return null;
  const sentence = `the queue hides a received message for ${VisibilityTimeout} s, and the template says ${visibilityTimeout} s: too short and events run twice at once, too long and retries wait`;
  return { code: 'QUEUE_VISIBILITY_TIMEOUT', sentence };
}
