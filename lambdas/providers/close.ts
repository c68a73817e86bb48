import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('close-sig-timestamp');

export const close = defineProvider({
  name: 'close',
  displayName: 'Close',
  docs: 'https://developer.close.com/resources/webhook-subscriptions/',
  evidence: 'third-party',
  source: 'Close API docs copy (public receivers)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    secretFormat: 'hex',
    signature: header('close-sig-hash'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event.id')],
  eventType: [joined('.', bodyField('event.object_type'), bodyField('event.action'))],
  // Of which 5 for the connection: https://developer.close.com/api/overview/changelog/2026/11/9
  deadlineSeconds: 15,
  retries:
    'yes, how often is not said; a subscription is paused when all its deliveries fail for three days (https://developer.close.com/api/overview/changelog/2021/6/7)',
  secret: {
    label: 'the subscription’s signature key',
    pattern: '^(?:[0-9a-fA-F]{2}){16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Create a webhook subscription with the endpoint’s URL through the API.',
    'Store the subscription’s signature key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'lead.created',
      contentType: 'application/json',
      id: 'ev_{random}',
      body: '{"subscription_id":"whsub_8wmjioeLmtuAZzSaGmBmuR","event":{"id":"{id}","date_created":"{nowIso}","action":"created","object_type":"lead","object_id":"lead_1","organization_id":"orga_1","data":{"display_name":"Example"}}}',
    },
  ],
});
