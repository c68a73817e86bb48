import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bodyField, header, rawBody } from '../lambdas/verification/parts.ts';
import { hmac } from '../lambdas/verification/schemes.ts';
import { readStage } from '../lib/stage.ts';
import { explainMistakes } from '../lib/user-mistake.ts';
import { WebhookStack } from '../lib/webhook-stack.ts';

explainMistakes();

const app = new App();

new WebhookStack(app, 'Webhooks', {
  // cdk deploy -c stage=dev
  stage: readStage(app.node.tryGetContext('stage')),
  endpoints: {
    stripe: { provider: 'stripe', processor: 'stripe' },
    github: { provider: 'github', processor: 'github' },
    twilio: { provider: 'twilio', processor: 'twilio' },
    slack: { provider: 'slack', processor: 'slack' },
    shopify: { provider: 'shopify', processor: 'shopify' },
    sendgrid: { provider: 'sendgrid', processor: 'sendgrid' },
    discord: { provider: 'discord', processor: 'discord' },
    'acme-events': { provider: 'standard-webhooks', processor: 'acme' },
    // A scheme of your own needs no code elsewhere.
    'acme-billing': {
      provider: hmac({
        hash: 'sha256',
        encoding: 'hex',
        signature: header('x-acme-signature', { prefix: 'sha256=' }),
        timestamp: header('x-acme-timestamp'),
        toleranceSeconds: 300,
        signedContent: [header('x-acme-timestamp'), '.', rawBody],
      }),
      eventId: [bodyField('id')],
      processor: 'acme-billing',
    },
  },
});

Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
