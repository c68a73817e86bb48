import { Duration } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EndpointProps } from '../../lib/endpoints.ts';
import { metricsCarried } from './carried-metrics.ts';
import { joined, metricsIn, type Widget, widgetsOf } from './dashboard-body.ts';
import { endpoints, synthesize } from './synthesize.ts';

const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n): [string, EndpointProps] => [
      `endpoint-${n}`,
      { provider: 'stripe', processor: 'stripe' },
    ]),
  );

/** What AWS counts without being asked, by which resource, and the type of that resource. */
const ofAws: Readonly<Record<string, { dimension: string; type: string; names: readonly string[] }>> = {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  'AWS/SQS': {
    dimension: 'QueueName',
    type: 'AWS::SQS::Queue',
    names: [
      ...['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesNotVisible'],
      ...['ApproximateNumberOfMessagesVisible', 'NumberOfEmptyReceives', 'NumberOfMessagesDeleted'],
      ...['NumberOfMessagesReceived', 'NumberOfMessagesSent'],
    ],
  },
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  'AWS/Lambda': {
    dimension: 'FunctionName',
    type: 'AWS::Lambda::Function',
    names: ['Duration', 'Errors', 'Invocations', 'Throttles'],
  },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  'AWS/ApiGateway': {
    dimension: 'ApiId',
    type: 'AWS::ApiGatewayV2::Api',
    names: ['4xx', '5xx', 'Count', 'DataProcessed', 'IntegrationLatency', 'Latency'],
  },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  'AWS/DynamoDB': { dimension: 'TableName', type: 'AWS::DynamoDB::Table', names: ['ConsumedWriteCapacityUnits'] },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
  'AWS/Logs': { dimension: 'LogGroupName', type: 'AWS::Logs::LogGroup', names: ['IncomingBytes'] },
};

const overlap = (a: Widget, b: Widget) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the dashboard', { timeout: 120_000 }, () => {
  let template: Template;
  let twenty: Template;
  let widgets: readonly Widget[];
  beforeAll(() => {
    template = synthesize();
    twenty = synthesize({ endpoints: many(20) });
    widgets = widgetsOf(template);
  }, 120_000);

  const textOf = (shown: readonly Widget[]) => shown.map(({ properties }) => properties.markdown ?? '').join('\n');
  const idsOf = (type: string, of = template) => Object.keys(of.findResources(type));

  it('is put out with its URL, and has the region in its name, which all regions share', () => {
    const name = 'Webhooks-{AWS::Region}';
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    expect(joined(dashboard?.Properties.DashboardName)).toBe(name);
    expect(joined(template.findOutputs('Dashboard').Dashboard?.Value)).toBe(
      `https://console.aws.amazon.com/cloudwatch/home?region={AWS::Region}#dashboards/dashboard/${name}`,
    );
  });

  it('can be turned off, with its output', () => {
    const without = synthesize({ dashboard: false });
    without.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    expect(without.findOutputs('Dashboard')).toEqual({});
    expect(idsOf('AWS::CloudWatch::Alarm', without)).toEqual(idsOf('AWS::CloudWatch::Alarm'));
  });

  it('takes nothing away from an endpoint of the same name', () => {
    const same = synthesize({ endpoints: { dashboard: { provider: 'stripe', processor: 'stripe' } } });
    expect(Object.keys(same.findOutputs('*'))).toEqual(expect.arrayContaining(['Dashboard', 'DashboardUrl']));
  });

  it.each([
    ['eu-central-1', 'console.aws.amazon.com'],
    ['cn-north-1', 'console.amazonaws.cn'],
    ['us-gov-west-1', 'console.amazonaws-us-gov.com'],
  ])('links the console that %s has', (region, host) => {
    const outputs = synthesize({ env: { region, account: '123456789012' } }).findOutputs('Dashboard');
    expect(outputs.Dashboard?.Value).toBe(
      `https://${host}/cloudwatch/home?region=${region}#dashboards/dashboard/Webhooks-${region}`,
    );
  });

  it.each([
    ['four endpoints', () => template],
    ['twenty endpoints', () => twenty],
  ])('lies on the grid of 24 without an overlap, with %s', (_, of) => {
    const all = widgetsOf(of());
    for (const { x, y, width, height, type } of all) {
      expect(['alarm', 'metric', 'text']).toContain(type);
      expect([x, y, width, height].every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      expect(width).toBeGreaterThan(0);
      expect(height).toBeGreaterThan(0);
      expect(x + width).toBeLessThanOrEqual(24);
    }
    const overlapping = all.flatMap((a, n) => all.slice(n + 1).filter((b) => overlap(a, b)));
    expect(overlapping).toEqual([]);
  });

  it('stays within what CloudWatch allows, with twenty endpoints', () => {
    const all = widgetsOf(twenty);
    const counts = all.map((widget) => metricsIn(widget).length);
    expect(all.length).toBeLessThanOrEqual(500);
    expect(Math.max(...counts)).toBeLessThanOrEqual(500);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2500);
    for (const { properties } of all) expect(properties.alarms?.length ?? 1).toBeLessThanOrEqual(100);
  });

  it('begins with the alarms, all of them', () => {
    expect(widgets[0]).toMatchObject({ type: 'alarm', x: 0, y: 0 });
    for (const of of [template, twenty]) {
      const shown = widgetsOf(of).flatMap(({ properties }) => properties.alarms ?? []);
      expect(shown.sort()).toEqual(
        idsOf('AWS::CloudWatch::Alarm', of)
          .map((id) => `{${id}.Arn}`)
          .sort(),
      );
    }
  });

  it('has a heading for every endpoint, with links to both of its queues and to its log', () => {
    const text = textOf(widgets);
    for (const name of Object.keys(endpoints)) expect(text).toMatch(new RegExp(`^## ${name} · `, 'm'));
    const page = 'https://console.aws.amazon.com/sqs/v3/home?region={AWS::Region}#/queues/';
    const url = 'https%3A%2F%2Fsqs.{AWS::Region}.{AWS::URLSuffix}%2F{AWS::AccountId}%2F';
    for (const id of idsOf('AWS::SQS::Queue')) expect(text).toContain(`(${page}${url}{${id}.QueueName})`);
    for (const id of idsOf('AWS::Logs::LogGroup')) expect(text).toContain(`log-groups/log-group/{${id}})`);
  });

  it('links the runbook, by its URL where it has one', () => {
    expect(textOf(widgets)).toContain('Runbook: `docs/runbook.md`');
    const runbookUrl = 'https://git.example.com/runbook.md';
    expect(textOf(widgetsOf(synthesize({ runbookUrl })))).toContain(`[Runbook](${runbookUrl})`);
  });

  it('shows every endpoint’s deliveries and attempts, and every queue', () => {
    const shown = widgets.flatMap(metricsIn);
    for (const Endpoint of Object.keys(endpoints)) {
      for (const name of ['TakenDelivery', 'Deliveries', 'IngestDuration', 'Attempts']) {
        expect(shown).toContainEqual(
          expect.objectContaining({ name, dimensions: expect.objectContaining({ Endpoint }) }),
        );
      }
    }
    for (const id of idsOf('AWS::SQS::Queue')) {
      const dimensions = { QueueName: `{${id}.QueueName}` };
      expect(shown).toContainEqual(expect.objectContaining({ name: 'ApproximateNumberOfMessagesVisible', dimensions }));
    }
  });

  it('shows no metric that nothing writes', () => {
    const carried = metricsCarried(Object.keys(endpoints));
    const resources = template.toJSON().Resources as Record<string, { Type: string }>;
    for (const { namespace, name, dimensions, metric } of widgets.flatMap(metricsIn)) {
      if (namespace === 'WebhookInbox') {
        expect(carried).toContain(metric);
        continue;
      }
      const counted = ofAws[namespace];
      expect(counted?.names, metric).toContain(name);
      expect(Object.keys(dimensions), metric).toEqual([counted?.dimension]);
      const id = /^\{(\w+)(?:\.\w+)?\}$/.exec(Object.values(dimensions)[0] ?? '')?.[1] ?? '';
      expect(resources[id]?.Type, metric).toBe(counted?.type);
    }
  });

  it('draws a line where the alarm begins', () => {
    const changed = JSON.stringify(widgetsOf(synthesize({ alarms: { oldestMessage: Duration.hours(2) } })));
    expect(changed).toContain('"value":7200');
    expect(JSON.stringify(widgets)).not.toContain('"value":7200');
  });
});
