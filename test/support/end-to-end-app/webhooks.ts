import { join } from 'node:path';
import { App, Duration } from 'aws-cdk-lib';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { WebhookStack } from '../../../lib/webhook-stack.ts';

const signed = {
  provider: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-signature'), signedContent: [rawBody] }),
  eventId: [header('x-id')],
};

/** The inbox that the end-to-end tests run: short timeouts, so that what a kill interrupts comes back soon. */
new WebhookStack(new App(), 'EndToEnd', {
  stage: 'dev',
  processorsDirectory: join(import.meta.dirname, 'processors'),
  throttle: { rateLimit: 5000, burstLimit: 5000 },
  endpoints: {
    stripe: { provider: 'stripe', processor: 'steady', timeout: Duration.seconds(3) },
    sendgrid: { provider: 'sendgrid', processor: 'steady' },
    sizes: { ...signed, processor: 'digest' },
    failing: { ...signed, processor: 'failing' },
  },
});
