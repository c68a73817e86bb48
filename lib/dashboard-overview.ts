import { Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmState,
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  type IWidget,
  type Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { fiveMinutes, journalMetric } from './alarm-spec.ts';
import { alarmsPage, logPage } from './console-links.ts';
import type { DashboardProps } from './dashboard.ts';
import { colors, graph, gridWidth } from './dashboard-graph.ts';
import type { WiredEndpoint } from './ingest-function.ts';
import { runbookLink } from './runbook.ts';

/** What an alarm widget holds. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const alarmsOfOneWidget = 100;

/** All endpoints together: the alarms, then one line an endpoint in each graph. */
export function overviewRows(scope: Construct, props: DashboardProps): IWidget[][] {
  const { endpoints, api, ingest, limits } = props;
  const ofEach = (metric: (endpoint: WiredEndpoint) => Metric) =>
    endpoints.map((endpoint) => metric(endpoint).with({ label: endpoint.endpoint.name }));
  const server = api.api.metricServerError({ period: fiveMinutes, statistic: 'Sum', label: '5xx', color: colors.bad });
  const latency = (statistic: string, color: string) =>
    api.api.metricLatency({ period: fiveMinutes, statistic, label: statistic, color });
  return [
    ...alarmRows(props.alarms, introduction(scope, props)),
    [
      graph('Deliveries taken', {
        left: ofEach(({ endpoint }) => journalMetric('TakenDelivery', { Endpoint: endpoint.name })),
      }),
      graph('Deliveries rejected (401)', {
        left: ofEach(({ endpoint }) => journalMetric('Deliveries', { Endpoint: endpoint.name, Outcome: 'rejected' })),
      }),
      graph('Answers 5xx, and invocations of ingest that AWS refused', {
        left: [server, ingest.function.metricThrottles({ period: fiveMinutes, label: 'throttled', color: colors.odd })],
      }),
    ],
    [
      graph('Oldest message (s)', {
        left: ofEach(({ processor }) => processor.queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes })),
        limit: limits.oldestMessage.toSeconds(),
      }),
      graph('Dead letters waiting', {
        left: ofEach(({ processor }) =>
          processor.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
            period: fiveMinutes,
            statistic: 'Maximum',
          }),
        ),
      }),
      graph('Time to answer a delivery (ms)', {
        left: [latency('p50', colors.good), latency('p99', colors.odd)],
        limit: limits.latency.toMilliseconds(),
      }),
    ],
  ];
}

const topHeight = 6;
const introductionWidth = 8;

function introduction(scope: Construct, { ingest, api, runbook }: DashboardProps): TextWidget {
  const { stackName } = Stack.of(scope);
  const links = [
    runbookLink('Runbook', runbook),
    `[all alarms](${alarmsPage(scope)})`,
    `[journal of deliveries](${logPage(ingest.function.logGroup)})`,
    `[access log](${logPage(api.accessLogs)})`,
  ];
  const text = [
    `# ${stackName}`,
    links.join(' · '),
    'A raised alarm names its endpoint and its section of the runbook. Below: all endpoints together, then each with its queues, last what it costs.',
    `Why events were given up: \`inbox dlq list --stack ${stackName}\``,
  ];
  return new TextWidget({ markdown: text.join('\n\n'), width: introductionWidth, height: topHeight });
}

/** Those that are raised, and none when all is well. */
function alarmRows(alarms: readonly Alarm[], introduction: IWidget): IWidget[][] {
  const widgets = Math.ceil(alarms.length / alarmsOfOneWidget);
  return Array.from({ length: widgets }, (_, n) => {
    const widget = new AlarmStatusWidget({
      title: widgets === 1 ? 'Raised alarms' : `Raised alarms (${n + 1} of ${widgets})`,
      alarms: alarms.slice(n * alarmsOfOneWidget, (n + 1) * alarmsOfOneWidget),
      states: [AlarmState.ALARM],
      sortBy: AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
      width: n === 0 ? gridWidth - introductionWidth : gridWidth,
      height: n === 0 ? topHeight : 3,
    });
    return n === 0 ? [widget, introduction] : [widget];
  });
}
