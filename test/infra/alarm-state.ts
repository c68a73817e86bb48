import { type Datapoint, metricKey } from './embedded-metrics.ts';
import { evaluate, type Value } from './metric-math.ts';

interface Watched {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}
interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Metric: Watched; readonly Period: number; readonly Stat: string };
}

/** AWS::CloudWatch::Alarm, as a template has it. */
export interface AlarmProperties extends Partial<Watched> {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData: string;
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Metrics?: readonly MetricQuery[];
}

/** One metric that an alarm reads, with the name under which its expression knows it. */
export interface Read {
  readonly id: string;
  readonly metric: string;
  readonly periodSeconds: number;
  readonly statistic: string;
}

const keyOf = ({ Namespace, MetricName, Dimensions = [] }: Watched) =>
  metricKey(Namespace, MetricName, Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])));

/** The metrics behind an alarm: one, or those of its expression. */
export function readsOf(alarm: AlarmProperties): Read[] {
  if (alarm.Metrics) {
    return alarm.Metrics.flatMap(({ Id, MetricStat }) =>
      MetricStat
        ? [{ id: Id, metric: keyOf(MetricStat.Metric), periodSeconds: MetricStat.Period, statistic: MetricStat.Stat }]
        : [],
    );
  }
  const { Namespace, MetricName, Dimensions, Period = 0, Statistic, ExtendedStatistic } = alarm;
  if (Namespace === undefined || MetricName === undefined) throw new Error(`${alarm.AlarmName} watches nothing`);
  const metric = keyOf({ Namespace, MetricName, Dimensions: Dimensions ?? [] });
  return [{ id: 'm', metric, periodSeconds: Period, statistic: Statistic ?? ExtendedStatistic ?? '' }];
}

/**
 * The state that an alarm is in at a time, given all that was counted. `before` is what it was.
 * Of AWS's rules one is left out, that a few periods more are looked at before data counts as missing: it makes alarms later.
 */
export function stateOf(
  alarm: AlarmProperties,
  counted: readonly Datapoint[],
  nowMs: number,
  before: 'OK' | 'ALARM' = 'OK',
): 'OK' | 'ALARM' {
  const values = Array.from({ length: alarm.EvaluationPeriods }, (_, n) => valueAt(alarm, counted, nowMs, n));
  if (alarm.TreatMissingData === 'ignore' && values.every((value) => value === undefined)) return before;
  const breaching = values.filter((value) => isBreaching(alarm, value)).length;
  return breaching >= (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods) ? 'ALARM' : 'OK';
}

/** Of the period that ended `n` periods before `nowMs`. */
function valueAt(alarm: AlarmProperties, counted: readonly Datapoint[], nowMs: number, n: number): Value {
  const values = new Map(
    readsOf(alarm).map(({ id, metric, periodSeconds, statistic }) => {
      const to = nowMs - n * periodSeconds * 1000;
      const inPeriod = counted.filter(
        (point) => point.metric === metric && point.timeMs > to - periodSeconds * 1000 && point.timeMs <= to,
      );
      return [
        id,
        aggregate(
          statistic,
          inPeriod.map(({ value }) => value),
        ),
      ];
    }),
  );
  const expression = alarm.Metrics?.find(({ ReturnData }) => ReturnData !== false)?.Expression;
  if (expression === undefined) return [...values.values()][0];
  return evaluate(expression, (id) => {
    if (!values.has(id)) throw new Error(`${alarm.AlarmName}: ${expression} names ${id}, which it does not read`);
    return values.get(id);
  });
}

function aggregate(statistic: string, values: readonly number[]): Value {
  if (values.length === 0) return undefined;
  if (statistic === 'Sum') return values.reduce((sum, value) => sum + value, 0);
  if (statistic === 'Maximum') return Math.max(...values);
  const percentile = /^p(\d+)$/.exec(statistic)?.[1];
  if (percentile === undefined) throw new Error(`statistic ${statistic} is not known`);
  return values.toSorted((a, b) => a - b)[Math.ceil((Number(percentile) / 100) * values.length) - 1];
}

function isBreaching({ ComparisonOperator, Threshold, TreatMissingData }: AlarmProperties, value: Value): boolean {
  if (value === undefined) return TreatMissingData === 'breaching';
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= Threshold;
    case 'LessThanThreshold':
      return value < Threshold;
    default:
      throw new Error(`${ComparisonOperator} is not known`);
  }
}
