import { type IWidget, Stats, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { AttemptOutcome, DeliveryOutcome } from '../lambdas/runtime/journal.ts';
import { fiveMinutes, journalMetric } from './alarm-spec.ts';
import type { AlarmThresholds } from './alarm-thresholds.ts';
import { logPage, queuePage } from './console-links.ts';
import { colors, graph, gridWidth } from './dashboard-graph.ts';
import type { WiredEndpoint } from './ingest-function.ts';

const deliveryColors: Readonly<Record<DeliveryOutcome, string>> = {
  accepted: colors.good,
  duplicate: colors.same,
  handshake: colors.quiet,
  rejected: colors.odd,
  unavailable: '#d6604d',
  misconfigured: colors.bad,
  failed: '#67001f',
};

const attemptColors: Readonly<Record<AttemptOutcome, string>> = {
  completed: colors.good,
  duplicate: colors.same,
  split: '#17becf',
  unhandled: colors.quiet,
  busy: '#c7c7c7',
  deferred: '#dbdb8d',
  retry: colors.odd,
  store_unavailable: '#d6604d',
  lease_lost: colors.bad,
  dead_lettered: '#67001f',
};

/** One endpoint: a line of links, and its way from the delivery to the attempt. */
export function endpointRows({ endpoint, processor }: WiredEndpoint, limits: Required<AlarmThresholds>): IWidget[][] {
  const { queue, deadLetterQueue } = processor;
  const { name } = endpoint;
  const ofEach = (metricName: string, byOutcome: Readonly<Record<string, string>>) =>
    Object.entries(byOutcome).map(([Outcome, color]) =>
      journalMetric(metricName, { Endpoint: name, Outcome }).with({ label: Outcome, color }),
    );
  const answered = (statistic: string, color: string) =>
    journalMetric('IngestDuration', { Endpoint: name, Outcome: 'accepted' }).with({
      statistic,
      color,
      label: statistic,
    });
  const messages = { period: fiveMinutes, statistic: Stats.MAXIMUM };
  const heading = [
    `## ${name} · ${endpoint.definition.displayName}`,
    [
      `[queue](${queuePage(queue)})`,
      `[dead letters](${queuePage(deadLetterQueue)})`,
      `[journal of attempts](${logPage(processor.processor.logGroup)})`,
    ].join(' · '),
  ];
  return [
    [new TextWidget({ markdown: heading.join('\n\n'), width: gridWidth, height: 2 })],
    [
      graph('Deliveries', { left: ofEach('Deliveries', deliveryColors), width: 6, stacked: true }),
      graph('Time to accept (ms)', { left: [answered('p50', colors.good), answered('p99', colors.odd)], width: 6 }),
      graph('Messages, and age of the oldest (s, right)', {
        left: [
          queue.metricApproximateNumberOfMessagesVisible({ ...messages, label: 'waiting', color: colors.good }),
          queue.metricApproximateNumberOfMessagesNotVisible({ ...messages, label: 'in work', color: colors.same }),
          deadLetterQueue.metricApproximateNumberOfMessagesVisible({
            ...messages,
            label: 'dead letters',
            color: colors.bad,
          }),
        ],
        right: [queue.metricApproximateAgeOfOldestMessage({ ...messages, label: 'age', color: colors.odd })],
        rightLimit: limits.oldestMessage.toSeconds(),
        width: 6,
      }),
      graph('Attempts', { left: ofEach('Attempts', attemptColors), width: 6, stacked: true }),
    ],
  ];
}
