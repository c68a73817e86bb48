import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const typeform = defineProvider({
  name: 'typeform',
  displayName: 'Typeform',
  docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
  evidence: 'vendor-docs',
  source: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('typeform-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event's id in the signed body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: 30,
  retries: null,
  secret: {
    label: 'the webhook’s secret, which you choose',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^tfp_',
        sentence: 'This is a personal access token; the secret is the one you entered with the webhook.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Connect → Webhooks of the form in Typeform and add the endpoint’s URL.',
    'Edit the webhook, enter a secret and store the same with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'form_response',
      contentType: 'application/json',
      headers: { 'user-agent': 'Typeform Webhooks' },
      id: '01{random}',
      body: '{"event_id":"{id}","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"{random}","landed_at":"{nowIso}","submitted_at":"{nowIso}","definition":{"id":"lT4Z3j","title":"Webhooks example","fields":[{"id":"DlXFaesGBpoF","title":"How do you like it?","type":"long_text","ref":"readable_ref"}]},"answers":[{"type":"text","text":"Very much","field":{"id":"DlXFaesGBpoF","type":"long_text"}}]}}\n',
    },
  ],
});
