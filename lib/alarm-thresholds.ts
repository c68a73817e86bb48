import { Duration } from 'aws-cdk-lib';
import { checkSeconds, checkWhole } from './check-whole.ts';
import { queueRetention } from './event-processor.ts';

/**
 * From where on somebody is told. Two alarms have no number here, because what they watch is right or wrong:
 * a secret that cannot verify, and an endpoint that takes unsigned deliveries.
 */
export interface AlarmThresholds {
  /** Dead letters that wait in an endpoint's queue. @default 1 */
  readonly deadLetters?: number;
  /** How long an event may wait in its queue. @default 15 minutes */
  readonly oldestMessage?: Duration;
  /** How long an event may wait before it is near the four days that SQS keeps it. @default 3 days */
  readonly nearingRetention?: Duration;
  /** Refused deliveries of an endpoint, in percent of those judged, in three periods of five minutes within an hour. @default 50 */
  readonly rejectedPercent?: number;
  /** Signed deliveries of an endpoint that came too late, in five minutes. @default 10 */
  readonly staleTimestamps?: number;
  /** Deliveries and attempts of an endpoint for which the idempotency table did not answer, in five minutes. @default 1 */
  readonly idempotencyStoreDegraded?: number;
  /** Attempts of an endpoint's processor that outlived their lease, in five minutes. @default 1 */
  readonly leaseLost?: number;
  /** Payloads of an endpoint that its processor's schema refused, in five minutes. @default 1 */
  readonly schemaDrift?: number;
  /** How many times an endpoint's `expectEvery` may pass without a delivery. @default 3 */
  readonly silence?: number;
  /** Deliveries answered 5xx, in five minutes. @default 1 */
  readonly ingestErrors?: number;
  /** What the slowest one in a hundred answers may take, over a quarter of an hour. @default 2 s */
  readonly latency?: Duration;
  /** Invocations that Lambda refused to run, of ingest or of one processor, in five minutes. @default 1 */
  readonly throttles?: number;
}

/** Throws UserMistake. */
export function readThresholds(given: AlarmThresholds = {}): Required<AlarmThresholds> {
  const whole = (name: keyof AlarmThresholds, value: number | undefined, otherwise: number, to = 1_000_000) => {
    checkWhole(`alarms.${name}`, value, 1, to);
    return value ?? otherwise;
  };
  const duration = (name: keyof AlarmThresholds, value: Duration | undefined, otherwise: Duration, to: number) => {
    checkSeconds(`alarms.${name}`, value, name === 'latency' ? 1 : 60, to);
    return value ?? otherwise;
  };
  const kept = queueRetention.toSeconds();
  return {
    deadLetters: whole('deadLetters', given.deadLetters, 1),
    oldestMessage: duration('oldestMessage', given.oldestMessage, Duration.minutes(15), kept),
    nearingRetention: duration('nearingRetention', given.nearingRetention, Duration.days(3), kept),
    rejectedPercent: whole('rejectedPercent', given.rejectedPercent, 50, 100),
    staleTimestamps: whole('staleTimestamps', given.staleTimestamps, 10),
    idempotencyStoreDegraded: whole('idempotencyStoreDegraded', given.idempotencyStoreDegraded, 1),
    leaseLost: whole('leaseLost', given.leaseLost, 1),
    schemaDrift: whole('schemaDrift', given.schemaDrift, 1),
    silence: whole('silence', given.silence, 3, 100),
    ingestErrors: whole('ingestErrors', given.ingestErrors, 1),
    latency: duration('latency', given.latency, Duration.seconds(2), 30),
    throttles: whole('throttles', given.throttles, 1),
  };
}
