import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type AlarmSpec, anchorOf, fiveMinutes } from './alarm-spec.ts';
import { type AlarmThresholds, readThresholds } from './alarm-thresholds.ts';
import { endpointAlarms } from './endpoint-alarms.ts';
import type { IngestApi } from './ingest-api.ts';
import type { IngestFunction, WiredEndpoint } from './ingest-function.ts';

export interface AlarmsProps {
  readonly endpoints: readonly WiredEndpoint[];
  readonly api: IngestApi;
  readonly ingest: IngestFunction;
  readonly thresholds?: AlarmThresholds | undefined;
}

/** Everything that somebody should be told of, through one topic: subscribe to the output `AlarmTopic`. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { endpoints, api, ingest, thresholds }: AlarmsProps) {
    super(scope, id);
    const limits = readThresholds(thresholds);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    for (const spec of sharedAlarms(api, ingest, limits)) this.add(this, spec);
    for (const { endpoint, processor } of endpoints) {
      const own = new Construct(this, endpoint.name);
      for (const spec of endpointAlarms(endpoint, processor, limits)) this.add(own, spec);
    }
    new CfnOutput(this, 'TopicArn', {
      value: this.topic.topicArn,
      description: 'Every alarm is published to this topic: subscribe to it',
    }).overrideLogicalId('AlarmTopic');
  }

  private add(scope: Construct, { id, says, metric, threshold, periods = 1 }: AlarmSpec): void {
    const alarm = new Alarm(scope, id, {
      alarmDescription: `${says} What to do: docs/runbook.md#${anchorOf(id)} (stack ${Stack.of(this).stackName}).`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/** What is watched of the part that all endpoints share. */
function sharedAlarms({ api }: IngestApi, ingest: IngestFunction, limits: Required<AlarmThresholds>): AlarmSpec[] {
  return [
    {
      id: 'IngestErrors',
      says: 'Deliveries were answered 5xx: providers send them again, for as long as each of them does.',
      metric: api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: 1,
    },
    {
      id: 'IngestLatency',
      says: 'Answers to deliveries are slow: providers may give up waiting and send again.',
      metric: api.metricLatency({ period: fiveMinutes, statistic: 'p99' }),
      threshold: limits.latency.toMilliseconds(),
      periods: 3,
    },
    {
      id: 'IngestThrottles',
      says: 'AWS refused to run the function that receives deliveries: the account or the function is at its concurrency limit.',
      metric: ingest.function.metricThrottles({ period: fiveMinutes }),
      threshold: 1,
    },
  ];
}
