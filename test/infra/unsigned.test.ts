import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue, type ProviderName } from '../../lambdas/providers/catalogue.ts';
import { customProvider } from '../../lambdas/providers/custom-provider.ts';
import { unsigned } from '../../lambdas/verification/schemes.ts';
import { WebhookStack } from '../../lib/webhook-stack.ts';
import { apiEvent, context, createFakeInbox } from '../support/fake-inbox.ts';
import { createApp, resourcesOf, synthesize } from './synthesize.ts';

const scheme = unsigned({ reason: 'Acme signs nothing at all.' });

const unsignedAlarms = (template: Template) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties)
    .filter(({ MetricName }) => MetricName === 'UnsignedDelivery');

describe('an endpoint that verifies nothing', { timeout: 120_000 }, () => {
  let template: Template;
  beforeAll(() => {
    template = synthesize({
      endpoints: { open: { provider: scheme, processor: 'acme' }, stripe: { provider: 'stripe', processor: 'stripe' } },
    });
  });

  it('has an alarm, and is the only one that has', () => {
    const alarms = unsignedAlarms(template);
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({
      AlarmDescription: expect.stringMatching(/^The webhook endpoint open takes .* Acme signs nothing at all\. /),
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Statistic: 'Sum',
    });
  });

  it('trips it with the line of a delivery', async () => {
    const inbox = createFakeInbox({ endpoints: { open: { provider: customProvider('open', scheme) } }, secrets: {} });
    await inbox.handle(apiEvent('open', { body: '{}' }), context);
    const line = JSON.parse(inbox.printed());
    expect(line).toMatchObject({ unsigned: true, UnsignedDelivery: 1 });
    const { Namespace, MetricName, Dimensions } = unsignedAlarms(template)[0] ?? {};
    const metric = line._aws.CloudWatchMetrics.find(({ Metrics }: { Metrics: { Name: string }[] }) =>
      Metrics.some(({ Name }) => Name === MetricName),
    );
    expect(metric).toMatchObject({ Namespace, Dimensions: [Dimensions.map(({ Name }: { Name: string }) => Name)] });
    expect(Dimensions).toEqual([{ Name: 'Endpoint', Value: line.Endpoint }]);
  });
});

describe('what a provider’s scheme was read from', { timeout: 120_000 }, () => {
  const noticesOf = (provider: ProviderName) => {
    const stack = new WebhookStack(createApp(), 'Webhooks', { endpoints: { acme: { provider, processor: 'acme' } } });
    return Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('third party'));
  };

  it('is said at synth when it was a third party, with what to do', () => {
    const [name, provider] = [...catalogue].find(([, { evidence }]) => evidence === 'third-party') ?? [];
    const [notice, ...more] = noticesOf(name as ProviderName);
    expect(more).toEqual([]);
    expect(notice?.entry.data).toContain(`endpoint 'acme': how ${provider?.displayName} signs`);
    expect(notice?.entry.data).toContain('one genuine delivery');
  });

  it('is not said when it was the vendor', () => {
    expect(noticesOf('stripe')).toEqual([]);
  });
});
