export interface Backoff {
  /** Seconds before the second attempt; each further attempt waits four times as long. @default 15 */
  readonly baseSeconds?: number;
  /** @default 3600 */
  readonly maxSeconds?: number;
}

/**
 * SQS counts a message's twelve hours of visibility from its receive, and a Lambda may have spent fifteen minutes of them.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export const maxVisibilitySeconds = 12 * 60 * 60 - 15 * 60;

/** Whole seconds until the next attempt: half of the exponential delay plus a random share of the other half. `random` is in [0, 1). */
export function backoffSeconds(attempt: number, random: number, backoff: Backoff = {}): number {
  const { baseSeconds = 15, maxSeconds = 3600 } = backoff;
  const delay = Math.min(maxSeconds, baseSeconds * 4 ** Math.min(Math.max(0, attempt - 1), 20));
  return visibilitySeconds(delay / 2 + (delay / 2) * random);
}

/** What SQS accepts as a visibility timeout that is nearest to `seconds`. */
export function visibilitySeconds(seconds: number): number {
  return Math.min(maxVisibilitySeconds, Math.max(0, Math.ceil(seconds)));
}
