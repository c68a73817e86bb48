import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { metricNamespace } from '../lambdas/runtime/environment.ts';
import type { Endpoint } from './endpoints.ts';

/** Raised for as long as an endpoint takes deliveries that nobody signed; none where every delivery is verified. */
export function alarmOnUnsigned(scope: Construct, { name, definition }: Endpoint): void {
  if (definition.verification.kind !== 'unsigned') return;
  new Alarm(scope, 'UnsignedAlarm', {
    alarmDescription: `The webhook endpoint ${name} takes deliveries that are not verified: anybody who knows its URL can queue events. Reason given: ${definition.verification.reason}`,
    metric: new Metric({
      namespace: metricNamespace,
      metricName: 'UnsignedDelivery',
      dimensionsMap: { Endpoint: name },
      statistic: Stats.SUM,
      period: Duration.minutes(5),
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
