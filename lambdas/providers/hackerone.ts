import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const hackerone = defineProvider({
  name: 'hackerone',
  displayName: 'HackerOne',
  docs: 'https://api.hackerone.com/webhooks/',
  evidence: 'vendor-code',
  source: 'Hacker0x01/hai-on-hackerone webserver/app.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-h1-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // A GUID in a header that is not signed; the body names the activity and the report, not the delivery.
  eventId: [header('x-h1-delivery')],
  unsignedId: true,
  eventType: [header('x-h1-event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Program Settings → Program → Webhooks in HackerOne and press New webhook.',
    'Enter the endpoint’s URL as Payload URL and a random secret, and choose the events.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'report_created',
      contentType: 'application/json',
      headers: { 'x-h1-event': 'report_created', 'x-h1-delivery': '{id}' },
      id: '{uuid}',
      body: '{"data":{"activity":{"type":"activity-report-created","id":"{digits}","attributes":{"message":"","created_at":"{nowIso}","internal":false}},"report":{"id":"12345","type":"report","attributes":{"title":"XSS in login form","state":"new","created_at":"{nowIso}"}}}}',
    },
  ],
});
