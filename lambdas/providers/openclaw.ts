import { bearer, bodyField } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const openclaw = defineProvider({
  name: 'openclaw',
  displayName: 'OpenClaw',
  docs: 'https://docs.openclaw.ai/automation/cron-jobs',
  evidence: 'vendor-code',
  source: 'openclaw/openclaw src/gateway/server-cron.ts',
  verification: token(bearer),
  // A run of a job has no id: the hash of the body, which holds its times, stands in.
  eventId: [],
  eventType: [bodyField('action')],
  deadlineSeconds: 10,
  retries: 'never (openclaw/openclaw src/gateway/server-cron.ts)',
  secret: {
    label: 'the value of cron.webhookToken',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Set cron.webhookToken in OpenClaw’s configuration, and the endpoint’s URL as the webhook of a cron job (openclaw cron create … --webhook).',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'finished',
      contentType: 'application/json',
      id: '{random}',
      body: '{"jobId":"{uuid}","action":"finished","status":"ok","summary":"Deploys: 3, all green","sessionId":"{random}","sessionKey":"cron:deploy-digest","runAtMs":{nowMs},"durationMs":4210,"nextRunAtMs":{nowMs}}',
    },
  ],
});
