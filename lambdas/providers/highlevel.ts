import { bodyField, header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const highlevel = defineProvider({
  name: 'highlevel',
  displayName: 'HighLevel',
  docs: 'https://marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide',
  evidence: 'vendor-code',
  source: 'GoHighLevel/highlevel-api-sdk lib/webhook/webhook-manager.ts',
  verification: publicKey({
    algorithm: 'ed25519',
    encoding: 'base64',
    keyFormat: 'spki',
    // The older x-wh-signature (RSA, another key), which the SDK says is no longer sent, never counts.
    signature: header('x-ghl-signature'),
    signedContent: [rawBody],
  }),
  // The webhook’s own id where the body has one: HighLevel asks to reject duplicates of it. Else the hash of the body stands in.
  eventId: [bodyField('webhookId')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries:
    'after 429 alone: up to 6 times, some 10 minutes apart (https://help.gohighlevel.com/support/solutions/articles/155000007071-automated-webhook-retries)',
  secret: {
    label: 'HighLevel’s published Ed25519 public key (PEM)',
    pattern: '^\\S[\\s\\S]{40,}$',
    mistakes: [
      {
        pattern: 'MIICIj',
        sentence: 'This is the RSA key of the older X-WH-Signature; use the Ed25519 key of X-GHL-Signature.',
      },
    ],
    local: { kind: 'keyPair' },
  },
  registration: [
    'Enter the endpoint’s URL as the app’s Default Webhook URL in the marketplace, and choose the events.',
    'Store the Ed25519 public key that HighLevel publishes for X-GHL-Signature with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ContactCreate',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"ContactCreate","timestamp":"{nowIso}","webhookId":"{id}","locationId":"ve9EPM428h8vShlRW1KT","id":"nmFmQEsNgz6AVpgLVUJ0","address1":"3535 1st St N","city":"ruDolomitebika","state":"AL","companyName":"Loram ipsum","country":"DE","source":"xyz form","dateAdded":"2021-11-26T12:41:02.193Z","dnd":true,"email":"JohnDeo@gmail.comm","name":"John Deo","phone":"+919509597501","tags":["id magna sed Lorem"]}',
    },
  ],
});
