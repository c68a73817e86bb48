import { type IWidget, MathExpression, Metric, Stats, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { fiveMinutes } from './alarm-spec.ts';
import type { DashboardProps } from './dashboard.ts';
import { colors, graph, gridWidth } from './dashboard-graph.ts';

const sums = { period: fiveMinutes, statistic: Stats.SUM };

/** What AWS charges by, over time; the bill has the prices. */
export function costRows({ endpoints, ingest, api, table }: DashboardProps): IWidget[][] {
  const functions = [
    { name: 'ingest', of: ingest.function },
    ...endpoints.map(({ endpoint, processor }) => ({ name: endpoint.name, of: processor.processor })),
  ];
  const queues = endpoints.flatMap(({ processor }) => [processor.queue, processor.deadLetterQueue]);
  return [
    [
      new TextWidget({
        markdown:
          '## What it costs\n\nWhat AWS charges by. Ingest is `ingest`, every other name is the processor of that endpoint.',
        width: gridWidth,
        height: 2,
      }),
    ],
    [
      graph('API requests', { left: [api.api.metricCount({ ...sums, label: 'requests', color: colors.good })] }),
      graph('Lambda invocations', {
        left: functions.map(({ name, of }) => of.metricInvocations({ ...sums, label: name })),
        stacked: true,
      }),
      graph('Lambda duration (ms)', {
        left: functions.map(({ name, of }) => of.metricDuration({ ...sums, label: name })),
        stacked: true,
      }),
    ],
    [
      graph('Table write units', {
        left: [table.table.metricConsumedWriteCapacityUnits({ ...sums, label: 'write units', color: colors.good })],
      }),
      graph('Queue requests', { left: [queueRequests(queues)] }),
      graph('Log bytes', {
        left: [bytes(api.accessLogs, 'access log'), ...functions.map(({ name, of }) => bytes(of.logGroup, name))],
        stacked: true,
      }),
    ],
  ];
}

/** CDK's own metric of a log group leaves the group out and is that of the whole account. */
const bytes = ({ logGroupName }: ILogGroup, label: string) =>
  new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingBytes',
    dimensionsMap: { LogGroupName: logGroupName },
    ...sums,
    label,
  });

/** Messages, not requests: the two differ where several travel in one. An empty receive is a request without a message. */
function queueRequests(queues: readonly Queue[]): MathExpression {
  const metrics = queues.flatMap((queue): Metric[] => [
    queue.metricNumberOfMessagesSent(sums),
    queue.metricNumberOfMessagesReceived(sums),
    queue.metricNumberOfMessagesDeleted(sums),
    queue.metricNumberOfEmptyReceives(sums),
  ]);
  return new MathExpression({
    label: 'sent, received, deleted, or received nothing',
    expression: 'SUM(METRICS())',
    usingMetrics: Object.fromEntries(metrics.map((metric, n) => [`m${n}`, metric])),
    period: fiveMinutes,
    color: colors.good,
  });
}
