import { bodyField, query, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pandadoc = defineProvider({
  name: 'pandadoc',
  displayName: 'PandaDoc',
  docs: 'https://developers.pandadoc.com/docs/webhook-verification',
  evidence: 'vendor-docs',
  source: 'https://developers.pandadoc.com/docs/webhook-verification',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // In the query string of the registered URL.
    signature: query('signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('0.event')],
  batch: { items: '', eventId: [], eventType: ['event'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s shared key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in PandaDoc’s settings.',
    'Store the webhook’s shared key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'document_state_changed',
      contentType: 'application/json',
      id: '{random}',
      body: '[{"event":"document_state_changed","data":{"id":"{random}","name":"Contract","status":"document.completed","date_modified":"{nowIso}"}}]',
    },
  ],
});
