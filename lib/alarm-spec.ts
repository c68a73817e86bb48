import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { metricNamespace } from '../lambdas/runtime/environment.ts';

/** What one alarm watches: a row of the lists in endpoint-alarms.ts and alarms.ts. */
export interface AlarmSpec {
  /** Its construct id. In kebab case it is the anchor of its section in docs/runbook.md. */
  readonly id: string;
  /** One sentence: what is wrong, for the person who is woken. */
  readonly says: string;
  readonly metric: IMetric;
  /** Raised at this value and above. */
  readonly threshold: number;
  /** @default at the threshold and above */
  readonly comparison?: ComparisonOperator;
  /** How far back CloudWatch looks, in periods of the metric. @default 1 */
  readonly periods?: number;
  /** How many of these periods must be over the threshold. @default all of them */
  readonly datapoints?: number;
  /** What a period without a single number means. @default TreatMissingData.NOT_BREACHING, right for what is counted when it goes wrong */
  readonly missing?: TreatMissingData;
}

export const fiveMinutes = Duration.minutes(5);

/** The sum over five minutes of a metric that the journal's lines carry. */
export const journalMetric = (metricName: string, dimensionsMap: Readonly<Record<string, string>>) =>
  new Metric({ namespace: metricNamespace, metricName, dimensionsMap, statistic: Stats.SUM, period: fiveMinutes });

/** `OldestMessage` → `oldest-message`: the heading that a reader of the runbook looks for, as an anchor. */
export const anchorOf = (id: string) => id.replace(/(?<=[a-z])(?=[A-Z\d])/g, '-').toLowerCase();

/** The props of the alarm of a spec, but its name and description. */
export const alarmPropsOf = ({ metric, threshold, comparison, periods = 1, datapoints, missing }: AlarmSpec) => ({
  metric,
  threshold,
  evaluationPeriods: periods,
  ...(datapoints === undefined ? {} : { datapointsToAlarm: datapoints }),
  comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
});
