import { Duration } from 'aws-cdk-lib';
import { MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmSpec, fiveMinutes, journalMetric } from './alarm-spec.ts';
import type { AlarmThresholds } from './alarm-thresholds.ts';
import type { Endpoint } from './endpoints.ts';
import type { EventProcessor } from './event-processor.ts';
import { silenceAlarm } from './silence-alarm.ts';

const oneMinute = Duration.minutes(1);

/** What is watched of each endpoint. Throws UserMistake. */
export function endpointAlarms(
  endpoint: Endpoint,
  processor: EventProcessor,
  thresholds: Required<AlarmThresholds>,
): AlarmSpec[] {
  return [
    ...queueAlarms(endpoint, processor, thresholds),
    ...deliveryAlarms(endpoint, thresholds),
    ...attemptAlarms(endpoint, processor, thresholds),
    ...unsignedAlarm(endpoint),
    ...silenceAlarm(endpoint, thresholds.silence),
  ];
}

/**
 * SQS reports a queue while it is active, which an untouched one is for six hours: no number then means that nothing changed,
 * and dead letters that nobody looks at are still there.
 */
const asItWas = TreatMissingData.IGNORE;

function queueAlarms(
  { name }: Endpoint,
  { queue, deadLetterQueue }: EventProcessor,
  thresholds: Required<AlarmThresholds>,
): AlarmSpec[] {
  const age = queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes });
  return [
    {
      id: 'DeadLetters',
      says: `Events of ${name} were given up on and wait in its dead-letter queue.`,
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: oneMinute, statistic: 'Maximum' }),
      threshold: thresholds.deadLetters,
      missing: asItWas,
    },
    {
      id: 'OldestMessage',
      says: `Events of ${name} are not processed as fast as they come in.`,
      metric: age,
      threshold: thresholds.oldestMessage.toSeconds(),
      missing: asItWas,
    },
    {
      id: 'NearingRetention',
      says: `Events of ${name} have waited for most of the time that SQS keeps them, and will be lost.`,
      metric: age,
      threshold: thresholds.nearingRetention.toSeconds(),
      missing: asItWas,
    },
  ];
}

/** Every counter is one that ingest writes into the journal. */
function deliveryAlarms({ name }: Endpoint, thresholds: Required<AlarmThresholds>): AlarmSpec[] {
  return [
    {
      id: 'RejectedSignatures',
      says: `Most deliveries to ${name} are refused: the secret may be wrong, or somebody is guessing.`,
      metric: rejectedPercent(name),
      threshold: thresholds.rejectedPercent,
      // A provider that sends now and then is noticed by its retries; a single stray request wakes nobody.
      periods: 12,
      datapoints: 3,
    },
    {
      id: 'StaleTimestamps',
      says: `Deliveries to ${name} are signed, and too old: replays, or a clock that is wrong.`,
      metric: journalMetric('Deliveries', { Endpoint: name, Reason: 'timestamp_out_of_tolerance' }),
      threshold: thresholds.staleTimestamps,
    },
    {
      id: 'Secret',
      says: `The signing secret of ${name} is unset, malformed or cannot be read: deliveries cannot be verified, or soon will not be.`,
      metric: secretTrouble(name),
      threshold: 1,
    },
    {
      id: 'IdempotencyStoreDegraded',
      says: `Ingest took deliveries to ${name} without the idempotency table: redeliveries are queued twice, and processed once.`,
      metric: journalMetric('IdempotencyStoreDegraded', { Endpoint: name }),
      threshold: thresholds.idempotencyStoreDegraded,
    },
  ];
}

/** The counters are those that a processor writes into the journal. */
function attemptAlarms(
  { name }: Endpoint,
  { processor }: EventProcessor,
  thresholds: Required<AlarmThresholds>,
): AlarmSpec[] {
  return [
    {
      id: 'LeaseLost',
      says: `A processor of ${name} ran longer than its lease: the event may have been processed twice.`,
      metric: journalMetric('LeaseLost', { Endpoint: name }),
      threshold: thresholds.leaseLost,
    },
    {
      id: 'SchemaDrift',
      says: `Payloads of ${name} no longer have the shape that its processor declares.`,
      metric: journalMetric('SchemaDrift', { Endpoint: name }),
      threshold: thresholds.schemaDrift,
    },
    {
      id: 'ProcessorThrottles',
      says: `AWS refused to run the processor of ${name}: the account is at its concurrency limit.`,
      metric: processor.metricThrottles({ period: fiveMinutes }),
      threshold: thresholds.throttles,
    },
  ];
}

/** Raised for as long as an endpoint takes deliveries that nobody signed; none where every delivery is verified. */
function unsignedAlarm({ name, definition }: Endpoint): AlarmSpec[] {
  if (definition.verification.kind !== 'unsigned') return [];
  return [
    {
      id: 'Unsigned',
      says: `The webhook endpoint ${name} takes deliveries that are not verified: anybody who knows its URL can queue events. Reason given: ${definition.verification.reason}`,
      metric: journalMetric('UnsignedDelivery', { Endpoint: name }),
      threshold: 1,
    },
  ];
}

/** Deliveries that met no secret, a malformed one, one that could not be read, or one from before the last look-up failed. */
function secretTrouble(endpoint: string): MathExpression {
  const reason = (Reason: string) => journalMetric('Deliveries', { Endpoint: endpoint, Reason });
  return new MathExpression({
    label: `deliveries to ${endpoint} without a good secret`,
    expression: 'FILL(unset, 0) + FILL(malformed, 0) + FILL(unreadable, 0) + FILL(stale, 0)',
    usingMetrics: {
      unset: reason('secret_unset'),
      malformed: reason('configuration'),
      unreadable: reason('secret_unavailable'),
      stale: journalMetric('StaleSecret', { Endpoint: endpoint }),
    },
    period: fiveMinutes,
  });
}

/** Of all that was judged. An outcome without a line in the period counts as none. */
function rejectedPercent(endpoint: string): MathExpression {
  const outcome = (Outcome: string) => journalMetric('Deliveries', { Endpoint: endpoint, Outcome });
  return new MathExpression({
    label: `rejected deliveries to ${endpoint} (%)`,
    expression: '100 * rejected / (rejected + FILL(accepted, 0) + FILL(duplicate, 0))',
    usingMetrics: { rejected: outcome('rejected'), accepted: outcome('accepted'), duplicate: outcome('duplicate') },
    period: fiveMinutes,
  });
}
