import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const vercel = defineProvider({
  name: 'vercel',
  displayName: 'Vercel',
  docs: 'https://vercel.com/docs/webhooks/webhooks-api',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills, skills/vercel-webhooks/references/verification.md',
  verification: hmac({
    // SHA-1, without a label.
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-vercel-signature'),
    signedContent: [rawBody],
  }),
  // The id of the event in the signed body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 30,
  retries: null,
  secret: {
    label: 'the webhook’s secret, or the integration’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 12 },
  },
  registration: [
    'Open Settings → Webhooks of the team and create one with the endpoint’s URL.',
    'Store the secret, which is shown once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'deployment.succeeded',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","type":"deployment.succeeded","createdAt":{now}000,"payload":{"team":{"id":"team_1"},"project":{"id":"prj_1"},"deployment":{"id":"dpl_1","name":"my-app","url":"my-app-1.vercel.app"}}}',
    },
    {
      eventType: 'deployment.error',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","type":"deployment.error","createdAt":{now}000,"payload":{"team":{"id":"team_1"},"project":{"id":"prj_1"},"deployment":{"id":"dpl_2","name":"my-app","url":"my-app-2.vercel.app"}}}',
    },
  ],
});
