import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
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
  /** Periods in a row. @default 1 */
  readonly periods?: number;
}

export const fiveMinutes = Duration.minutes(5);

/** The sum over five minutes of a metric that the journal's lines carry. */
export const journalMetric = (metricName: string, dimensionsMap: Readonly<Record<string, string>>) =>
  new Metric({ namespace: metricNamespace, metricName, dimensionsMap, statistic: Stats.SUM, period: fiveMinutes });

/** `OldestMessage` → `oldest-message`: the heading that a reader of the runbook looks for, as an anchor. */
export const anchorOf = (id: string) => id.replace(/(?<=[a-z])(?=[A-Z\d])/g, '-').toLowerCase();
