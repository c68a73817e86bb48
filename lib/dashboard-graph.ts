import { GraphWidget, type IMetric, LegendPosition } from 'aws-cdk-lib/aws-cloudwatch';

/** A dashboard is 24 units wide. */
export const gridWidth = 24;

/** Chosen to be told apart by those who see no red and green, too: good is blue, bad is red and dark. */
export const colors = { good: '#1f77b4', same: '#9edae5', quiet: '#7f7f7f', odd: '#ff7f0e', bad: '#b2182b' };

interface GraphOptions {
  readonly left: readonly IMetric[];
  readonly right?: readonly IMetric[];
  /** Where the alarm begins, on the left axis. */
  readonly limit?: number;
  readonly rightLimit?: number;
  /** @default 8: three in a row */
  readonly width?: number;
  readonly stacked?: boolean;
}

/** A graph from zero upwards. */
export function graph(title: string, options: GraphOptions): GraphWidget {
  const { left, right = [], width = 8, stacked = false } = options;
  const line = (value?: number) => (value === undefined ? [] : [{ value, label: 'alarm', color: colors.bad }]);
  return new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    width,
    height: 6,
    stacked,
    leftYAxis: { min: 0, showUnits: false },
    rightYAxis: { min: 0, showUnits: false },
    legendPosition: LegendPosition.BOTTOM,
    leftAnnotations: line(options.limit),
    rightAnnotations: line(options.rightLimit),
  });
}
