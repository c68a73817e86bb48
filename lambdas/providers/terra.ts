import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('terra-signature', 't');

export const terra = defineProvider({
  name: 'terra',
  displayName: 'Terra',
  docs: 'https://docs.tryterra.co/destinations/webhooks',
  evidence: 'vendor-code',
  source: 'tryterra/terra-client-js src/utils.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('terra-signature', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: 30,
  retries:
    'up to 10 times with exponential backoff, from 30 seconds up to 8 hours apart (https://docs.tryterra.co/health-and-fitness-api/integration-setup/setting-up-data-destinations/webhooks)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Press “Add New” under Connections, choose Webhook, and enter the endpoint’s URL.',
    'Store the signing secret that stands under the webhook’s Edit with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'activity',
      contentType: 'application/json',
      id: '{random}',
      body: '{"status":"success","type":"activity","user":{"user_id":"{uuid}","provider":"GARMIN"},"data":[{"metadata":{"start_time":"{nowIso}","summary_id":"{random}"}}],"version":"2022-03-16"}',
    },
  ],
});
