import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const currents = defineProvider({
  name: 'currents',
  displayName: 'Currents',
  docs: 'https://docs.currents.dev/resources/integrations/http-webhooks',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Currents/CurrentsTriggerHelpers.js',
  verification: token(headerNamedBy('headerName', { otherwise: 'x-webhook-secret' })),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not x-webhook-secret',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook of the project with the endpoint’s URL and a header x-webhook-secret that carries a random token.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'RUN_FINISH',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"RUN_FINISH","runUrl":"https://app.currents.dev/run/{random}","buildId":"demo-build-cdx3314","tags":["main"],"commit":{"sha":"5a7edc9a156e417068060d67109021351fc7d9b8","branch":"feature-A","authorName":"John Doe","authorEmail":"john@doe.com","message":"feat: change button color","remoteOrigin":"https://github.com/org/repo.git","defaultBranch":"main"},"overall":10,"passes":10,"failures":0,"pending":0,"skipped":0,"retries":0,"flaky":0}',
    },
  ],
});
