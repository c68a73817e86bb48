import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-zm-request-timestamp');
// No delivery's signed content looks like this: it begins with v0: and a timestamp.
const plainToken = { of: bodyField('payload.plainToken'), pattern: '[A-Za-z0-9_-]{1,256}' } as const;

export const zoom = defineProvider({
  name: 'zoom',
  displayName: 'Zoom',
  docs: 'https://developers.zoom.us/docs/api/webhooks/',
  evidence: 'vendor-code',
  source: 'npm @zoom/rivet 0.4.0, AwsLambdaReceiver',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-zm-signature', { prefix: 'v0=' }),
    timestamp,
    // The vendor's library checks no age; five minutes are what such schemes use elsewhere.
    toleranceSeconds: 300,
    signedContent: ['v0:', timestamp, ':', rawBody],
  }),
  // No delivery has an id; the body's event_ts and object tell events apart, so its hash stands in.
  eventId: [],
  eventType: [bodyField('event')],
  handshakes: [
    {
      // At registration and every 72 hours; signed like a delivery, and only then answered.
      name: 'url_validation',
      signed: true,
      when: [{ part: bodyField('event'), equals: 'endpoint.url_validation' }],
      answer: {
        status: 200,
        body: {
          json: {
            plainToken: { echo: plainToken.of, pattern: plainToken.pattern },
            encryptedToken: { hmac: { hash: 'sha256', encoding: 'hex', ...plainToken } },
          },
        },
      },
    },
  ],
  deadlineSeconds: 3,
  retries: '3 times, after 5 minutes, 20 more and 60 more (https://developers.zoom.us/blog/webhook-delays)',
  secret: {
    label: 'the app’s secret token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 11 },
  },
  registration: [
    'Open the app in the Zoom App Marketplace and store the secret token, under Feature → Token, with `inbox secret set`.',
    'Add an event subscription with the endpoint’s URL and press Validate.',
  ],
  samples: [
    {
      eventType: 'meeting.started',
      contentType: 'application/json; charset=utf-8',
      headers: { 'x-zm-trackingid': 'v=2.0;clid=aw1;rid=WEB_{random}' },
      id: '{random}==',
      body: '{"event":"meeting.started","payload":{"account_id":"D8cJuqWVQ623CI4Q8yQK0Q","object":{"id":"1234567890","uuid":"{id}","host_id":"x1yCzABCDEfg23HiJKl4mN","topic":"Weekly","type":2,"start_time":"{nowIso}","timezone":"Europe/Berlin","duration":60}},"event_ts":{nowMs}}',
    },
    {
      eventType: 'meeting.ended',
      contentType: 'application/json; charset=utf-8',
      headers: { 'x-zm-trackingid': 'v=2.0;clid=aw1;rid=WEB_{random}' },
      id: '{random}==',
      body: '{"event":"meeting.ended","payload":{"account_id":"D8cJuqWVQ623CI4Q8yQK0Q","object":{"id":"1234567890","uuid":"{id}","host_id":"x1yCzABCDEfg23HiJKl4mN","topic":"Weekly","type":2,"end_time":"{nowIso}","timezone":"Europe/Berlin","duration":60}},"event_ts":{nowMs}}',
    },
  ],
});
