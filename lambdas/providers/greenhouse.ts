import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const greenhouse = defineProvider({
  name: 'greenhouse',
  displayName: 'Greenhouse',
  docs: 'https://developers.greenhouse.io/webhooks.html',
  evidence: 'vendor-docs',
  source: 'https://developers.greenhouse.io/webhooks.html',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('signature', { prefix: 'sha256 ' }),
    signedContent: [rawBody],
  }),
  // A header that is not signed; it names the delivery, and whether retries keep it the documentation does not say.
  eventId: [header('greenhouse-event-id')],
  unsignedId: true,
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries:
    'after any answer but 200, up to 7 attempts over 15 hours: after 1, 15, 60, 120, 240 and 480 minutes (https://developers.greenhouse.io/webhooks.html)',
  secret: {
    label: 'the web hook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a random secret key and store it with `inbox secret set`: Greenhouse pings the endpoint when the web hook is saved, and disables it when that fails.',
    'Create a web hook with the endpoint’s URL and the same secret key in Greenhouse.',
  ],
  samples: [
    {
      eventType: 'hire_candidate',
      contentType: 'application/json',
      headers: { 'greenhouse-event-id': '{id}' },
      id: '{digits}',
      body: '{"action":"hire_candidate","payload":{"application":{"id":46194062,"status":"hired","candidate":{"id":{digits},"first_name":"Ada"}}}}',
    },
  ],
});
