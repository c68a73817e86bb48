import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DeliveryOutcome, formatLine, type JournalLine } from '../../lambdas/runtime/journal.ts';
import { unsigned } from '../../lambdas/verification/schemes.ts';
import { deadLetterQueues, resourcesOf, sourceQueues, synthesize } from './synthesize.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const sections = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = '']) =>
  heading.toLowerCase().replaceAll(' ', '-'),
);

interface Watched {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}
interface AlarmProperties extends Watched {
  readonly AlarmDescription: unknown;
  readonly AlarmActions: readonly unknown[];
  readonly Threshold: number;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: Watched } }[];
}

const alarmsOf = (template: Template) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties as AlarmProperties);

const watchedBy = (alarm: AlarmProperties): Watched[] =>
  alarm.Metrics?.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])) ?? [alarm];

const queuesWatched = (alarms: readonly AlarmProperties[], metricName: string) =>
  alarms
    .filter(({ MetricName }) => MetricName === metricName)
    .map(({ Dimensions }) => (Dimensions[0]?.Value as { 'Fn::GetAtt': [string] } | undefined)?.['Fn::GetAtt'][0]);

const delivery = (outcome: DeliveryOutcome, more = {}): JournalLine => ({
  ...{ kind: 'delivery', endpoint: 'open', outcome, status: 200, bytes: 2, durationMs: 1, requestId: 'r', ...more },
});
const attempt = (outcome: 'dead_lettered' | 'lease_lost', counts: string[]): JournalLine => ({
  ...{ kind: 'attempt', endpoint: 'open', outcome, eventId: 'e', attempt: 1, durationMs: 1, requestId: 'r', counts },
});
/** One line for each thing that an alarm of an endpoint counts. */
const lines = [
  delivery('accepted', { counts: ['IdempotencyStoreDegraded', 'StaleSecret', 'UnsignedDelivery'] }),
  delivery('duplicate'),
  delivery('rejected', { reason: 'timestamp_out_of_tolerance' }),
  delivery('misconfigured', { reason: 'configuration' }),
  delivery('unavailable', { reason: 'secret_unset' }),
  delivery('unavailable', { reason: 'secret_unavailable' }),
  attempt('dead_lettered', ['DeadLettered', 'SchemaDrift']),
  attempt('lease_lost', ['LeaseLost']),
].map((line) => JSON.parse(formatLine(line, 0)));

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}
/** What CloudWatch makes of a line in the embedded metric format. */
const metricsIn = (line: Record<string, unknown> & { _aws: { CloudWatchMetrics: readonly Directive[] } }) =>
  line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => [Namespace, Name, ...names.map((name) => `${name}=${line[name]}`).sort()].join(' ')),
    ),
  );

describe('the alarms', { timeout: 120_000 }, () => {
  let alarms: AlarmProperties[];
  let template: Template;
  beforeAll(() => {
    const open = { provider: unsigned({ reason: 'Acme signs nothing.' }), processor: 'acme' };
    template = synthesize({ endpoints: { open, stripe: { provider: 'stripe', processor: 'stripe' } } });
    alarms = alarmsOf(template);
  });

  it('name a section of the runbook each, and every section is named by one', () => {
    const named = alarms.map(
      ({ AlarmDescription }) => /docs\/runbook\.md#([a-z-]+) /.exec(String(AlarmDescription))?.[1],
    );
    expect(new Set(named)).toEqual(new Set(sections));
  });

  it('are all published to the one topic, which is put out', () => {
    const [topic, ...more] = Object.keys(template.findResources('AWS::SNS::Topic'));
    expect(more).toEqual([]);
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
    expect(template.findOutputs('AlarmTopic')).toMatchObject({ AlarmTopic: { Value: { Ref: topic } } });
  });

  it('watch every dead-letter queue for a letter and every queue for its age, twice', () => {
    const idsOf = (type: typeof sourceQueues) => {
      const wanted = type(template).map(({ Properties }) => Properties.QueueName);
      const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
      return queues.filter(([, { Properties }]) => wanted.includes(Properties.QueueName)).map(([id]) => id);
    };
    expect(queuesWatched(alarms, 'ApproximateNumberOfMessagesVisible').sort()).toEqual(idsOf(deadLetterQueues).sort());
    const sources = idsOf(sourceQueues);
    expect(queuesWatched(alarms, 'ApproximateAgeOfOldestMessage').sort()).toEqual([...sources, ...sources].sort());
  });

  it('count what lines of the journal carry, under the same dimensions', () => {
    const carried = new Set(lines.flatMap(metricsIn));
    const counted = alarms.flatMap(watchedBy).filter(({ Namespace }) => !Namespace.startsWith('AWS/'));
    const own = counted.filter(({ Dimensions }) => Dimensions.some(({ Value }) => Value === 'open'));
    expect(own).toHaveLength(12);
    for (const { Namespace, MetricName, Dimensions } of own) {
      const dimensions = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort();
      expect(carried).toContain([Namespace, MetricName, ...dimensions].join(' '));
    }
  });

  it('stay quiet where there is nothing to count', () => {
    for (const { TreatMissingData } of alarms) expect(TreatMissingData).toBe('notBreaching');
  });

  it('begin where the app says', () => {
    const thresholds = { oldestMessage: Duration.hours(1), rejectedPercent: 80, staleTimestamps: 7 };
    const changed = alarmsOf(synthesize({ alarms: { ...thresholds, latency: Duration.seconds(1) } }));
    const values = new Set(changed.map(({ Threshold }) => Threshold));
    expect([...values].sort((a, b) => a - b)).toEqual([1, 7, 80, 1000, 3600, 259_200]);
  });

  it.each([
    [{ rejectedPercent: 0 }, 'alarms.rejectedPercent is 0: it must be a whole number from 1 to 100.'],
    [{ oldestMessage: Duration.seconds(5) }, 'alarms.oldestMessage is 5 s: it must be from 60 s to 345600 s.'],
  ])('refuse %j in a sentence', (thresholds, sentence) => {
    expect(() => synthesize({ alarms: thresholds })).toThrow(sentence);
  });
});
