import { bodyField, numberedHeaders, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const docusign = defineProvider({
  name: 'docusign',
  displayName: 'DocuSign',
  docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
  evidence: 'vendor-code',
  source: 'docusign/code-examples-node lib/connect/examples/validateWebhookMessage.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // One header for each HMAC key of the account, up to a hundred.
    signature: numberedHeaders('x-docusign-signature-', 100),
    signedContent: [rawBody],
  }),
  // A delivery has no id, and an envelope's is that of many events: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: 100,
  retries: null,
  secret: {
    label: 'a Connect key of the account (HMAC)',
    pattern: '^[A-Za-z0-9+/=_-]{20,}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Open Settings → Connect → Connect keys in DocuSign, add a secret key and store it with `inbox secret set`.',
    'Add a custom configuration with the endpoint’s URL, format JSON, and include the HMAC signature.',
  ],
  samples: [
    {
      eventType: 'envelope-completed',
      contentType: 'application/json',
      headers: { 'x-authorization-digest': 'HMACSHA256' },
      id: '{uuid}',
      body: '{"event":"envelope-completed","apiVersion":"v2.1","uri":"/restapi/v2.1/accounts/cf0ef5b0/envelopes/{id}","retryCount":0,"configurationId":10418598,"generatedDateTime":"{nowIso}","data":{"accountId":"cf0ef5b0","userId":"b8a1","envelopeId":"{id}","envelopeSummary":{"status":"completed","emailSubject":"Please sign the contract"}}}',
    },
    {
      eventType: 'envelope-sent',
      contentType: 'application/json',
      headers: { 'x-authorization-digest': 'HMACSHA256' },
      id: '{uuid}',
      body: '{"event":"envelope-sent","apiVersion":"v2.1","uri":"/restapi/v2.1/accounts/cf0ef5b0/envelopes/{id}","retryCount":0,"configurationId":10418598,"generatedDateTime":"{nowIso}","data":{"accountId":"cf0ef5b0","userId":"b8a1","envelopeId":"{id}"}}',
    },
  ],
});
