import { bodyField, header, query, rawBody } from '../verification/parts.ts';
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
    // PandaDoc adds it to the registered URL.
    signature: query('signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-pandadoc-webhook-event-id')],
  unsignedId: true,
  eventType: [bodyField('0.event')],
  batch: { items: '', eventId: [], eventType: ['event'] },
  deadlineSeconds: 20,
  retries:
    'automatically, with the same event id (https://developers.pandadoc.com/changelog/2026-07-20-webhooks-deduplicate)',
  secret: {
    label: 'the webhook’s shared key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Developer Dashboard in PandaDoc, choose Configuration and create a webhook with the endpoint’s URL and its events.',
    'Store the webhook’s shared key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'document_state_changed',
      contentType: 'application/json',
      headers: { 'x-pandadoc-webhook-event-id': '{id}' },
      id: '{uuid}',
      body: '[{"event":"document_state_changed","data":{"id":"{random}","name":"Contract","status":"document.completed","date_modified":"{nowIso}"}}]',
    },
  ],
});
