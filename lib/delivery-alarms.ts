import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmSpec, fiveMinutes, journalMetric } from './alarm-spec.ts';
import type { AlarmThresholds } from './alarm-thresholds.ts';
import type { Endpoint } from './endpoints.ts';

/** What is watched of an endpoint's deliveries. All but one counter is written into the journal by ingest. */
export function deliveryAlarms(endpoint: Endpoint, thresholds: Required<AlarmThresholds>): AlarmSpec[] {
  const { name } = endpoint;
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
      says: `The idempotency table did not answer for ${name}: redeliveries are queued twice and processed once, and attempts wait.`,
      metric: storeTrouble(name),
      threshold: thresholds.idempotencyStoreDegraded,
    },
    ...unsignedAlarm(endpoint),
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

/** Deliveries that ingest took without the table, and attempts that could not be made without it. */
function storeTrouble(endpoint: string): MathExpression {
  const counter = (name: string) => journalMetric(name, { Endpoint: endpoint });
  return new MathExpression({
    label: `deliveries to ${endpoint} and attempts without the table`,
    expression: 'FILL(deliveries, 0) + FILL(attempts, 0)',
    usingMetrics: { deliveries: counter('IdempotencyStoreDegraded'), attempts: counter('StoreUnavailable') },
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
