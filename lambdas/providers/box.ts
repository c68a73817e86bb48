import { bodyField, header, rawBody, requires } from '../verification/parts.ts';
import { hmac, slots } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('box-delivery-timestamp');
const signedWith = (slot: 'primary' | 'secondary') =>
  hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header(`box-signature-${slot}`),
    timestamp,
    timestampUnit: 'iso8601',
    toleranceSeconds: 600,
    // The SDK accepts no timestamp of the future at all.
    aheadSeconds: 0,
    signedContent: [
      requires(header('box-signature-version'), '1'),
      requires(header('box-signature-algorithm'), 'HmacSHA256'),
      rawBody,
      timestamp,
    ],
  });

export const box = defineProvider({
  name: 'box',
  displayName: 'Box',
  docs: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
  evidence: 'vendor-code',
  source: 'npm box-node-sdk 10.12.0, lib/managers/webhooks.js',
  verification: slots(signedWith('primary'), signedWith('secondary')),
  // The event's id in the signed body; the id in the header names one delivery of it, unsigned.
  eventId: [bodyField('id')],
  eventType: [bodyField('trigger')],
  deadlineSeconds: 30,
  retries: 'up to 12 times over 2 hours (https://developer.box.com/guides/webhooks/v2/)',
  secret: {
    label: 'the app’s primary signature key; both as a list: ["primary","secondary"]',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open the app in the Box developer console and generate the signature keys under Webhooks → Manage signature keys.',
    'Create a V2 webhook with the endpoint’s URL and the triggers you need.',
    'Store the primary key, or both as a list, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'FILE.UPLOADED',
      contentType: 'application/json',
      headers: {
        'box-signature-version': '1',
        'box-signature-algorithm': 'HmacSHA256',
        'box-delivery-id': '{uuid}',
      },
      id: '{uuid}',
      body: '{"type":"webhook_event","id":"{id}","created_at":"{nowIso}","trigger":"FILE.UPLOADED","webhook":{"id":"53","type":"webhook"},"created_by":{"type":"user","id":"226067247","name":"Ada Lovelace","login":"ada@example.com"},"source":{"id":"73835521473","type":"file","name":"report.pdf"},"additional_info":[]}',
    },
    {
      eventType: 'FILE.DELETED',
      contentType: 'application/json',
      headers: {
        'box-signature-version': '1',
        'box-signature-algorithm': 'HmacSHA256',
        'box-delivery-id': '{uuid}',
      },
      id: '{uuid}',
      body: '{"type":"webhook_event","id":"{id}","created_at":"{nowIso}","trigger":"FILE.DELETED","webhook":{"id":"53","type":"webhook"},"source":{"id":"73835521473","type":"file"},"additional_info":[]}',
    },
  ],
});
