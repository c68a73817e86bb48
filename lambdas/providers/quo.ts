import { bodyField, header, headerPosition, rawBody } from '../verification/parts.ts';
import { choose, hmac, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerPosition('openphone-signature', 2, { separator: ';' });

export const quo = defineProvider({
  name: 'quo',
  displayName: 'Quo (OpenPhone)',
  docs: 'https://www.quo.com/docs',
  evidence: 'third-party',
  source: 'public receivers, several of which agree',
  verification: choose(
    {
      when: [{ part: header('openphone-signature'), present: true }],
      scheme: hmac({
        hash: 'sha256',
        encoding: 'base64',
        secretFormat: 'base64',
        signature: headerPosition('openphone-signature', 3, { separator: ';' }),
        timestamp,
        timestampUnit: 'ms',
        // No source names a window.
        toleranceSeconds: null,
        signedContent: [timestamp, '.', rawBody],
      }),
    },
    // Webhooks of the API’s version of 2026.
    { when: [], scheme: standardWebhooks() },
  ),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Create a webhook in Quo with the endpoint’s URL, or through the API.',
    'Reveal its signing secret and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'EV{random}',
      body: '{"id":"{id}","object":"event","apiVersion":"v4","createdAt":"{nowIso}","type":"message.received","data":{"object":{"id":"AC{random}","object":"message","from":"+19876543210","to":["+15555555555"],"direction":"incoming","text":"Hello"}}}',
    },
  ],
});
