import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const auth0 = defineProvider({
  name: 'auth0',
  displayName: 'Auth0 log streams',
  docs: 'https://auth0.com/docs/deploy-monitor/logs',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills skills/auth0-webhooks; payload as in public integrations',
  verification: token(header('authorization')),
  // A delivery has no id; each log in it has one.
  eventId: [bodyField('log_id')],
  eventType: [bodyField('data.type')],
  batch: { items: '', eventId: ['log_id'], eventType: ['data.type'], single: true },
  deadlineSeconds: null,
  retries:
    'three attempts at each log, begun again until it is delivered; after 7 days of failures the stream is paused (https://auth0.com/docs/customize/log-streams)',
  secret: {
    label: 'the authorization token of the log stream',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Monitoring → Streams in the Auth0 dashboard and create a Custom Webhook with the endpoint’s URL.',
    'Choose the content format JSON Array, and enter a random authorization token.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 's',
      contentType: 'application/json',
      id: '900{digits}{digits}',
      body: '[{"log_id":"{id}","data":{"date":"{nowIso}","type":"s","description":"Successful login","connection":"Username-Password-Authentication","connection_id":"con_abc123","log_id":"{id}","user_id":"auth0|123","user_name":"ada@example.com"}}]',
    },
  ],
});
