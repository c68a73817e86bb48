import { join } from 'node:path';
import { App, Duration } from 'aws-cdk-lib';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { WebhookStack } from '../../../lib/webhook-stack.ts';

const environment = { REPAIRED: join(process.env.INBOX_STATE_DIR ?? '', 'repaired') };

/** An inbox for the tests of the operator's verbs: its processors fail until the file `repaired` is in the state folder. */
new WebhookStack(new App(), 'Operated', {
  stage: 'dev',
  processorsDirectory: join(import.meta.dirname, 'processors'),
  throttle: { rateLimit: 5000, burstLimit: 5000 },
  endpoints: {
    stripe: { provider: 'stripe', processor: 'unready', timeout: Duration.seconds(3), environment },
    acme: {
      provider: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-signature'), signedContent: [rawBody] }),
      eventId: [header('x-id')],
      processor: 'unready',
      timeout: Duration.seconds(3),
      environment,
    },
  },
});
