import { join } from 'node:path';
import { App, Duration } from 'aws-cdk-lib';
import { bodyField, header, rawBody } from '../../../lambdas/verification/parts.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { WebhookStack } from '../../../lib/webhook-stack.ts';

/** What a kill interrupts comes back after six times this long. */
const timeout = Duration.seconds(Number(process.env.CHAOS_TIMEOUT_SECONDS ?? 1));
const shared = { timeout, maxConcurrency: 2, environment: { RUNS_FILE: process.env.CHAOS_RUNS_FILE ?? '' } };

/** The inbox that chaos and load run against. */
new WebhookStack(new App(), 'Chaos', {
  stage: 'dev',
  processorsDirectory: join(import.meta.dirname, 'processors'),
  throttle: { rateLimit: 10_000, burstLimit: 10_000 },
  endpoints: {
    stripe: { provider: 'stripe', processor: 'recording', ...shared },
    sendgrid: { provider: 'sendgrid', processor: 'recording', ...shared },
    acme: {
      provider: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-signature'), signedContent: [rawBody] }),
      eventId: [bodyField('id')],
      processor: 'moody',
      ...shared,
    },
  },
});
