import { Duration } from 'aws-cdk-lib';
import { checkSeconds, checkWhole } from './check-whole.ts';
import { UserMistake } from './user-mistake.ts';

/** How one endpoint's events are processed. */
export interface ProcessorSettings {
  /** For all events of one batch together. @default Duration.seconds(30) */
  readonly timeout?: Duration;
  /** MB; CPU grows with it. @default 256 */
  readonly memorySize?: number;
  /** Invocations at a time, 2 to 1000. @default 10 */
  readonly maxConcurrency?: number;
  /** Messages an invocation, 1 to 10. @default 10 */
  readonly batchSize?: number;
  /** How long to wait for a batch to fill, up to 300 s. @default Duration.seconds(0) */
  readonly batchingWindow?: Duration;
  /** Receives before an event is dead-lettered. @default 5 */
  readonly maxReceiveCount?: number;
  /** How long a received message stays hidden. @default six times the timeout and the batching window, the least that AWS advises */
  readonly visibilityTimeout?: Duration;
  /** Variables for the processor's own code. @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Fills in the defaults. Throws UserMistake for a value that Lambda or SQS would refuse at deployment, or that would lose time. */
export function readProcessorSettings(endpoint: string, declared: ProcessorSettings): Required<ProcessorSettings> {
  const of = (setting: string) => `${setting} of endpoint '${endpoint}'`;
  checkSeconds(of('timeout'), declared.timeout, 1, 900);
  checkWhole(of('memorySize'), declared.memorySize, 128, 10_240);
  checkWhole(of('maxConcurrency'), declared.maxConcurrency, 2, 1000);
  checkWhole(of('batchSize'), declared.batchSize, 1, 10);
  checkSeconds(of('batchingWindow'), declared.batchingWindow, 0, 300);
  checkWhole(of('maxReceiveCount'), declared.maxReceiveCount, 1, 1000);
  const { timeout = Duration.seconds(30), batchingWindow = Duration.seconds(0) } = declared;
  return {
    timeout,
    memorySize: declared.memorySize ?? 256,
    maxConcurrency: declared.maxConcurrency ?? 10,
    batchSize: declared.batchSize ?? 10,
    batchingWindow,
    maxReceiveCount: declared.maxReceiveCount ?? 5,
    visibilityTimeout: visibilityTimeoutOf(
      of('visibilityTimeout'),
      declared.visibilityTimeout,
      timeout,
      batchingWindow,
    ),
    environment: declared.environment ?? {},
  };
}

/** SQS hides a message for 12 hours at most. */
const longestVisibility = 12 * 60 * 60;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the timeout, plus the window. */
function visibilityTimeoutOf(what: string, declared: Duration | undefined, timeout: Duration, window: Duration) {
  checkSeconds(what, declared, 0, longestVisibility);
  const least = 6 * timeout.toSeconds() + window.toSeconds();
  if (declared && declared.toSeconds() < least) {
    throw new UserMistake(
      `${what} is ${declared.toSeconds()} s: it must be at least ${least} s, six times the timeout and the batching window.`,
    );
  }
  return declared ?? Duration.seconds(least);
}
