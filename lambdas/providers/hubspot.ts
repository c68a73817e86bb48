import { header, method, rawBody, url } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-hubspot-request-timestamp');

export const hubspot = defineProvider({
  name: 'hubspot',
  displayName: 'HubSpot',
  docs: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation',
  evidence: 'vendor-code',
  source: 'npm @hubspot/api-client 14.0.1, lib/src/utils/signature.js',
  // Versions 1 and 2, sent beside it, are plain hashes that can be replayed: they are no way in.
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-hubspot-signature-v3'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    // Twelve escapes are decoded before signing, and no others.
    signedContent: [method, url({ decoded: ":/?@!$'()*,;" }), rawBody, timestamp],
  }),
  // A delivery has no id. HubSpot does not promise that eventId is unique, but a redelivery repeats it.
  eventId: [],
  eventType: [],
  batch: { items: '', single: true, eventId: ['eventId'], eventType: ['subscriptionType', 'eventType'] },
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^[0-9A-Za-z-]{16,}$',
    mistakes: [
      {
        pattern: '^pat-',
        sentence: 'This is an access token; the client secret stands under Auth in the app’s settings.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 18 },
  },
  registration: [
    'Open the app in HubSpot and enter the endpoint’s URL under Webhooks, then create subscriptions.',
    'Store the app’s client secret with `inbox secret set`.',
    'When HubSpot calls another URL than the endpoint’s own, name it as publicUrl in bin/webhooks.ts: the URL is signed.',
  ],
  samples: [
    {
      eventType: 'contact.propertyChange',
      contentType: 'application/json',
      id: '{digits}',
      body: '[{"eventId":{id},"subscriptionId":22,"portalId":62515,"appId":54321,"occurredAt":{nowMs},"subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":46,"propertyName":"firstname","propertyValue":"Ada","changeSource":"CRM"}]',
    },
    {
      eventType: 'deal.creation',
      contentType: 'application/json',
      id: '{digits}',
      body: '[{"eventId":{id},"subscriptionId":23,"portalId":62515,"appId":54321,"occurredAt":{nowMs},"subscriptionType":"deal.creation","attemptNumber":0,"objectId":47,"changeFlag":"NEW","changeSource":"CRM"}]',
    },
  ],
});
