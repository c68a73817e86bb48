import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { WebhookStack } from '../../../lib/webhook-stack.ts';

/** The inbox that the doctor's tests examine: what only a template can have wrong is wrong here. */
const stack = new WebhookStack(new App(), 'Doctor', {
  stage: 'dev',
  processorsDirectory: join(import.meta.dirname, '..', 'end-to-end-app', 'processors'),
  endpoints: {
    stripe: { provider: 'stripe', processor: 'steady' },
    github: { provider: 'github', processor: 'steady' },
    sendgrid: { provider: 'sendgrid', processor: 'steady' },
    twilio: { provider: 'twilio', processor: 'closed', publicUrl: 'https://hooks.example.com/hooks/twilio' },
    airtable: { provider: 'airtable', processor: 'steady' },
    disabled: { provider: 'stripe', processor: 'steady' },
    unmapped: {
      provider: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] }),
      processor: 'steady',
    },
  },
});

for (const construct of stack.node.findAll()) {
  if (!(construct instanceof CfnEventSourceMapping)) continue;
  if (construct.node.path.includes('/disabled/')) construct.enabled = false;
  if (construct.node.path.includes('/unmapped/')) construct.node.scope?.node.tryRemoveChild(construct.node.id);
}
