/** One number as CloudWatch keeps it. */
export interface Datapoint {
  /** Namespace, name and dimensions. */
  readonly metric: string;
  readonly timeMs: number;
  readonly value: number;
}

/** Names a metric as CloudWatch tells metrics apart: an alarm on other dimensions watches another metric. */
export function metricKey(namespace: string, name: string, dimensions: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key}=${text(value)}`);
  return [namespace, name, ...pairs.sort()].join(' ');
}

/** A dimension's value in a template may be a reference. */
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

interface Line {
  readonly [field: string]: unknown;
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit?: string }[];
    }[];
  };
}

/**
 * What CloudWatch makes of one printed line. Throws where it would drop the line or a metric of it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function datapointsOf(printed: string): Datapoint[] {
  const line = JSON.parse(printed) as Line;
  const { Timestamp: timeMs, CloudWatchMetrics } = line._aws;
  if (!Number.isInteger(timeMs)) throw new Error(`Timestamp is ${timeMs}`);
  return CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) => {
    if (Metrics.length > 100) throw new Error(`${Metrics.length} metrics in one directive`);
    return Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, dimensionIn(line, name)]));
      return Metrics.map(({ Name }) => ({
        metric: metricKey(Namespace, Name, dimensions),
        timeMs,
        value: numberIn(line, Name),
      }));
    });
  });
}

function dimensionIn(line: Line, name: string): string {
  const value = line[name];
  if (typeof value !== 'string' || value === '' || value.length > 1024)
    throw new Error(`dimension ${name} is ${value}`);
  return value;
}

function numberIn(line: Line, name: string): number {
  const value = line[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`metric ${name} is ${value}`);
  return value;
}
