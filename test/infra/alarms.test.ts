import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { metricNamespace } from '../../lambdas/runtime/environment.ts';
import { unsigned } from '../../lambdas/verification/schemes.ts';
import { type AlarmProperties, readsOf } from './alarm-state.ts';
import { metricsCarried } from './carried-metrics.ts';
import { deadLetterQueues, resourcesOf, sourceQueues, synthesize } from './synthesize.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const sections = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = '']) =>
  heading.toLowerCase().replaceAll(' ', '-'),
);

const alarmsOf = (template: Template) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties as AlarmProperties);

/** Logical ids of what alarms watch by a metric of AWS's, once for each alarm. */
const watchedBy = (alarms: readonly AlarmProperties[], metricName: string) =>
  alarms
    .filter(({ MetricName }) => MetricName === metricName)
    .map(({ Dimensions = [] }) => {
      const value = Dimensions[0]?.Value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
      return value.Ref ?? value['Fn::GetAtt']?.[0];
    })
    .sort();

describe('the alarms', { timeout: 120_000 }, () => {
  let alarms: AlarmProperties[];
  let template: Template;
  beforeAll(() => {
    const open = { provider: unsigned({ reason: 'Acme signs nothing.' }), processor: 'acme' };
    const expectEvery = Duration.hours(1);
    template = synthesize({ endpoints: { open, stripe: { provider: 'stripe', processor: 'stripe', expectEvery } } });
    alarms = alarmsOf(template);
  });

  it('name a section of the runbook each, and every section is named by one', () => {
    const named = alarms.map(
      ({ AlarmDescription }) => /docs\/runbook\.md#([a-z-]+) /.exec(String(AlarmDescription))?.[1],
    );
    expect(new Set(named)).toEqual(new Set(sections));
  });

  it('cost what the runbook says', () => {
    const [, count, read] = /An endpoint has (\d+) alarms, which read (\d+) metrics/.exec(runbook) ?? [];
    const own = alarms.filter(({ AlarmName }) => /\/stripe\/(?!Silence)/.test(AlarmName));
    expect([own.length, own.flatMap(readsOf).length]).toEqual([Number(count), Number(read)]);
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
    expect(watchedBy(alarms, 'ApproximateNumberOfMessagesVisible')).toEqual(idsOf(deadLetterQueues).sort());
    const sources = idsOf(sourceQueues);
    expect(watchedBy(alarms, 'ApproximateAgeOfOldestMessage')).toEqual([...sources, ...sources].sort());
    expect([...sources, ...idsOf(deadLetterQueues)]).toHaveLength(4);
  });

  it('watch every function for invocations that AWS refused, and the API for what it answered', () => {
    expect(watchedBy(alarms, 'Throttles')).toEqual(Object.keys(template.findResources('AWS::Lambda::Function')).sort());
    const apis = Object.keys(template.findResources('AWS::ApiGatewayV2::Api'));
    expect([watchedBy(alarms, '5xx'), watchedBy(alarms, 'Latency')]).toEqual([apis, apis]);
  });

  it('count what lines of the journal carry, under the same dimensions', () => {
    const counted = alarms.flatMap(readsOf).filter(({ metric }) => metric.startsWith(metricNamespace));
    expect(counted).toHaveLength(26);
    const carried = metricsCarried(['open', 'stripe']);
    for (const { metric } of counted) expect(carried).toContain(metric);
  });

  it('take a period without numbers for what it is', () => {
    const idsBy = (treatment: string) => {
      const found = alarms.filter(({ TreatMissingData }) => TreatMissingData === treatment);
      return [...new Set(found.map(({ AlarmName }) => AlarmName.split('/').at(-1)))].sort();
    };
    // SQS says nothing of a queue that nobody touches; a provider that sends nothing makes no line.
    expect(idsBy('ignore')).toEqual(['DeadLetters', 'NearingRetention', 'OldestMessage']);
    expect(idsBy('breaching')).toEqual(['Silence']);
    expect([...idsBy('ignore'), ...idsBy('breaching'), ...idsBy('notBreaching')]).toHaveLength(sections.length);
  });

  it('are named by what somebody who is woken has to know', () => {
    const names = alarms.map(({ AlarmName }) => AlarmName);
    expect(names).toContain('Webhooks/stripe/DeadLetters');
    expect(names).toContain('Webhooks/IngestErrors');
    expect(new Set(names).size).toBe(alarms.length);
  });

  it('link the runbook where the app says that it is', () => {
    const runbookUrl = 'https://git.example.com/ops/runbook.md';
    for (const { AlarmDescription } of alarmsOf(synthesize({ runbookUrl }))) {
      expect(AlarmDescription).toMatch(
        / What to do: https:\/\/git\.example\.com\/ops\/runbook\.md#[a-z-]+ \(stack Webhooks\)\.$/,
      );
    }
  });

  it('begin where the app says', () => {
    const thresholds = {
      ...{ deadLetters: 2, oldestMessage: Duration.hours(1), nearingRetention: Duration.hours(2), rejectedPercent: 80 },
      ...{
        staleTimestamps: 7,
        idempotencyStoreDegraded: 3,
        leaseLost: 4,
        schemaDrift: 5,
        ingestErrors: 6,
        throttles: 8,
      },
      ...{ latency: Duration.seconds(1) },
    };
    const changed = alarmsOf(synthesize({ alarms: thresholds }));
    const values = Object.fromEntries(
      changed.map(({ AlarmName, Threshold }) => [AlarmName.split('/').at(-1), Threshold]),
    );
    expect(values).toEqual({
      ...{ DeadLetters: 2, OldestMessage: 3600, NearingRetention: 7200, RejectedSignatures: 80, StaleTimestamps: 7 },
      ...{ IdempotencyStoreDegraded: 3, LeaseLost: 4, SchemaDrift: 5, IngestErrors: 6, ProcessorThrottles: 8 },
      ...{ IngestThrottles: 8, IngestLatency: 1000, Secret: 1 },
    });
  });

  it.each([
    [{ rejectedPercent: 0 }, 'alarms.rejectedPercent is 0: it must be a whole number from 1 to 100.'],
    [{ oldestMessage: Duration.seconds(5) }, 'alarms.oldestMessage is 5 s: it must be from 60 s to 345600 s.'],
    [{ silence: 0 }, 'alarms.silence is 0: it must be a whole number from 1 to 100.'],
    [{ leaseLost: 1.5 }, 'alarms.leaseLost is 1.5: it must be a whole number from 1 to 1000000.'],
  ])('refuse %j in a sentence', (thresholds, sentence) => {
    expect(() => synthesize({ alarms: thresholds })).toThrow(sentence);
  });
});
