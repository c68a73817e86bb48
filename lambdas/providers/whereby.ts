import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('whereby-signature', 't');

export const whereby = defineProvider({
  name: 'whereby',
  displayName: 'Whereby',
  docs: 'https://github.com/whereby/docs/blob/main/meeting-content-and-quality/insights-suite-and-api/webhooks.md',
  evidence: 'vendor-docs',
  source: 'whereby/docs meeting-content-and-quality/insights-suite-and-api/webhooks.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('whereby-signature', 'v1'),
    timestamp,
    // The documentation leaves the window to the receiver.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body; Whereby says that an event can be sent more than once.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 5,
  retries:
    'twice, with a short exponential backoff, on 5xx and timeouts (whereby/docs meeting-content-and-quality/insights-suite-and-api/webhooks.md)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the section Configure of the Whereby Embedded dashboard and create a webhook with the endpoint’s URL and its events.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'room.client.joined',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{id}","apiVersion":"1.0","createdAt":"{nowIso}","type":"room.client.joined","data":{"roleName":"host","displayName":"Joe Bloggs","meetingId":"134","roomName":"/af0b7b66-c738-4981-887a-ad416754f32d","subdomain":"JoeBloggsInc","numClients":8,"numClientsByRoleName":{"host":1,"visitor":7}}}',
    },
  ],
});
