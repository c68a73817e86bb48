import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmSpec, fiveMinutes, journalMetric } from './alarm-spec.ts';
import type { AlarmThresholds } from './alarm-thresholds.ts';
import { deliveryAlarms } from './delivery-alarms.ts';
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
