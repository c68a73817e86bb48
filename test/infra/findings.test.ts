import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { WebhookStack, type WebhookStackProps } from '../../lib/webhook-stack.ts';
import { endpoints, synthesizeChecked } from './synthesize.ts';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';

const variants: [string, (app: App) => Partial<WebhookStackProps>][] = [
  ['as it is', () => ({})],
  ['in development', () => ({ stage: 'dev' })],
  ['with a key that exists', () => ({ encryptionKey: keyArn })],
  [
    'with a key of the app',
    (app) => ({
      encryptionKey: new Key(new Stack(app, 'Keys'), 'Key', {
        enableKeyRotation: true,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    }),
  ],
  ['with a domain', () => ({ domain: { name: 'hooks.example.com', certificateArn } })],
];

describe('the rules of AwsSolutions and of CloudFormation', { timeout: 120_000 }, () => {
  it.each(variants)('find nothing in the stack %s', (_, props) => {
    synthesizeChecked((app) => new WebhookStack(app, 'Webhooks', { endpoints, ...props(app) }));
  });

  it('would find a queue that takes plain HTTP', () => {
    const add = (app: App) => {
      const stack = new WebhookStack(app, 'Webhooks', { endpoints });
      new Queue(stack, 'Careless');
    };
    expect(() => synthesizeChecked(add)).toThrow(/AwsSolutions-SQS4/);
  });
});
