import { Duration } from 'aws-cdk-lib';
import { checkSeconds, checkWhole } from './check-whole.ts';

/** From where on somebody is told. */
export interface AlarmThresholds {
  /** How long an event may wait in its queue. @default 15 minutes */
  readonly oldestMessage?: Duration;
  /** Refused deliveries of an endpoint, in percent of those judged, over a quarter of an hour. @default 50 */
  readonly rejectedPercent?: number;
  /** Signed deliveries of an endpoint that came too late, in five minutes. @default 10 */
  readonly staleTimestamps?: number;
  /** What the slowest one in a hundred answers may take, over a quarter of an hour. @default 2 s */
  readonly latency?: Duration;
}

/** Throws UserMistake. */
export function readThresholds(given: AlarmThresholds = {}): Required<AlarmThresholds> {
  checkSeconds('alarms.oldestMessage', given.oldestMessage, 60, 345_600);
  checkWhole('alarms.rejectedPercent', given.rejectedPercent, 1, 100);
  checkWhole('alarms.staleTimestamps', given.staleTimestamps, 1, 1_000_000);
  checkSeconds('alarms.latency', given.latency, 1, 30);
  return {
    oldestMessage: given.oldestMessage ?? Duration.minutes(15),
    rejectedPercent: given.rejectedPercent ?? 50,
    staleTimestamps: given.staleTimestamps ?? 10,
    latency: given.latency ?? Duration.seconds(2),
  };
}
