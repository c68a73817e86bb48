import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { header, rawBody } from '../../lambdas/verification/parts.ts';
import { hmac } from '../../lambdas/verification/schemes.ts';
import type { EndpointProps } from '../../lib/endpoints.ts';
import { WebhookStack, type WebhookStackProps } from '../../lib/webhook-stack.ts';

const root = join(import.meta.dirname, '../..');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

/** An app with the feature flags of cdk.json, as the command line hands them over. CloudFormation's rules cost seconds. */
export const createApp = ({ validate = false } = {}) =>
  new App({ context: { ...context }, builtinCloudFormationValidation: validate });

/** Four endpoints: changed settings, a GET beside POST, a batch, and a scheme of the user's own. */
export const endpoints: Record<string, EndpointProps> = {
  stripe: {
    provider: 'stripe',
    processor: 'stripe',
    timeout: Duration.seconds(20),
    batchingWindow: Duration.seconds(5),
  },
  twilio: { provider: 'twilio', processor: 'twilio' },
  sendgrid: { provider: 'sendgrid', processor: 'sendgrid' },
  'acme-billing': {
    provider: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] }),
    processor: 'acme',
  },
};

export function synthesize(props: Partial<WebhookStackProps> = {}, id = 'Webhooks'): Template {
  return Template.fromStack(new WebhookStack(createApp(), id, { endpoints, ...props }));
}

/** Synthesizes with the rules of cdk-nag and of CloudFormation's own schema. Throws the report when one finds something. */
export function synthesizeChecked(add: (app: App) => void): void {
  const app = createApp({ validate: true });
  add(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

export const resourcesOf = (template: Template, type: string) => Object.values(template.findResources(type));

export const deadLetterQueues = (template: Template) =>
  resourcesOf(template, 'AWS::SQS::Queue').filter(({ Properties }) => Properties.RedriveAllowPolicy);

export const sourceQueues = (template: Template) =>
  resourcesOf(template, 'AWS::SQS::Queue').filter(({ Properties }) => Properties.RedrivePolicy);
