import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const salesloft = defineProvider({
  name: 'salesloft',
  displayName: 'Salesloft',
  docs: null,
  evidence: 'third-party',
  source: 'amp-labs/connectors providers/salesloft and two notes on the vendor’s contract that agree',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-salesloft-signature'),
    signedContent: [rawBody],
  }),
  // id in the body is the record’s: the hash of the body, which has the time of the change, stands in.
  eventId: [],
  // Not signed.
  eventType: [header('x-salesloft-event')],
  deadlineSeconds: null,
  retries: '3 more times, 15 seconds apart (https://developers.salesloft.com/docs/platform/webhooks/introduction/)',
  secret: {
    label: 'the webhook subscription’s callback token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook subscription through Salesloft’s API with the endpoint’s URL, an event type and a random callback_token.',
    'Store the same callback token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'task_updated',
      contentType: 'application/json',
      headers: { 'x-salesloft-event': 'task_updated' },
      id: '{digits}',
      body: '{"id":{id},"created_at":"2025-11-20T07:21:04.176528-05:00","current_state":"scheduled","due_date":"2025-11-27","person":{"_href":"https://api.salesloft.com/v2/people/436664215","id":436664215},"subject":"Follow-up with John Kelly","task_type":"general","updated_at":"{nowIso}","user":{"_href":"https://api.salesloft.com/v2/users/49067","id":49067}}',
    },
  ],
});
