import { bodyField, header, query, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const onfleet = defineProvider({
  name: 'onfleet',
  displayName: 'Onfleet',
  docs: 'https://docs.onfleet.com/reference/webhooks',
  evidence: 'third-party',
  source: 'n8n’s Onfleet trigger and public receivers that agree',
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    secretFormat: 'hex',
    signature: header('x-onfleet-signature'),
    signedContent: [rawBody],
  }),
  // No source that was read names an id of the event: the hash of the body, which has the time, stands in.
  eventId: [],
  eventType: [bodyField('triggerName'), bodyField('triggerId')],
  methods: ['GET'],
  handshakes: [
    {
      name: 'check',
      signed: false,
      when: [{ method: 'GET' }, { part: query('check'), present: true }],
      answer: { status: 200, body: { echo: query('check'), pattern: '[A-Za-z0-9._~=+/-]{1,256}' } },
    },
  ],
  // https://docs.onfleet.com/reference-link/validation
  deadlineSeconds: 10,
  retries: 'every 30 minutes for a day, until the answer is 200 (https://docs.onfleet.com/reference/retry)',
  secret: {
    label: 'the webhook secret, in hexadecimal',
    pattern: '^(?:[0-9A-Fa-f]{2}){32,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 64 },
  },
  registration: [
    'Create a webhook in Onfleet, or through the API, with the endpoint’s URL and its trigger; the check is answered.',
    'Store the webhook secret of the dashboard with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'taskCompleted',
      contentType: 'application/json',
      id: '{random}',
      body: '{"taskId":"{id}","workerId":"{random}","adminId":null,"data":{"task":{"id":"{id}"}},"actionContext":{"type":"WORKER","id":"{random}"},"triggerId":3,"triggerName":"taskCompleted","time":{nowMs}}',
    },
  ],
});
