import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type AlarmSpec, alarmPropsOf, anchorOf, fiveMinutes } from './alarm-spec.ts';
import type { AlarmThresholds } from './alarm-thresholds.ts';
import { endpointAlarms } from './endpoint-alarms.ts';
import type { IngestApi } from './ingest-api.ts';
import type { IngestFunction, WiredEndpoint } from './ingest-function.ts';

export interface AlarmsProps {
  readonly endpoints: readonly WiredEndpoint[];
  readonly api: IngestApi;
  readonly ingest: IngestFunction;
  readonly limits: Required<AlarmThresholds>;
  /** Path or URL of the runbook, to which each alarm adds its section. */
  readonly runbook: string;
}

/** Everything that somebody should be told of, through one topic: subscribe to the output `AlarmTopic`. Throws UserMistake. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, { endpoints, api, ingest, limits, runbook }: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    const add = (parent: Construct, name: string, spec: AlarmSpec) => this.add(parent, name, spec, runbook);
    this.all = [
      ...sharedAlarms(api, ingest, limits).map((spec) => add(this, spec.id, spec)),
      ...endpoints.flatMap(({ endpoint, processor }) => {
        const own = new Construct(this, endpoint.name);
        return endpointAlarms(endpoint, processor, limits).map((spec) => add(own, `${endpoint.name}/${spec.id}`, spec));
      }),
    ];
    new CfnOutput(this, 'TopicArn', {
      value: this.topic.topicArn,
      description: 'Every alarm is published to this topic: subscribe to it',
    }).overrideLogicalId('AlarmTopic');
  }

  private add(parent: Construct, name: string, spec: AlarmSpec, runbook: string): Alarm {
    const { stackName } = Stack.of(this);
    const alarm = new Alarm(parent, spec.id, {
      // What the message to whoever is woken begins with.
      alarmName: `${stackName}/${name}`,
      alarmDescription: `${spec.says} What to do: ${runbook}#${anchorOf(spec.id)} (stack ${stackName}).`,
      ...alarmPropsOf(spec),
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}

/** What is watched of the part that all endpoints share. */
function sharedAlarms({ api }: IngestApi, ingest: IngestFunction, limits: Required<AlarmThresholds>): AlarmSpec[] {
  return [
    {
      id: 'IngestErrors',
      says: 'Deliveries were answered 5xx: providers send them again, for as long as each of them does.',
      metric: api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: limits.ingestErrors,
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
      threshold: limits.throttles,
    },
  ];
}
