import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const webex = defineProvider({
  name: 'webex',
  displayName: 'Cisco Webex',
  docs: 'https://developer.webex.com/docs/api/guides/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developer-portal-k.wbx2.com/blog/using-a-webhook-secret',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-spark-signature'),
    signedContent: [rawBody],
  }),
  // The id is the webhook’s: the hash of the body stands in.
  eventId: [],
  eventType: [joined('.', bodyField('resource'), bodyField('event'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL as targetUrl and a secret through the Webex Webhooks API.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'messages.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"Y2lzY29zcGFyazovL3VzL1dFQkhPT0sv","name":"Inbox","resource":"messages","event":"created","orgId":"o1","created":"{nowIso}","data":{"id":"{random}","roomId":"r1","personEmail":"ada@example.com","created":"{nowIso}"}}',
    },
  ],
});
