import { formField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const acuity = defineProvider({
  name: 'acuity',
  displayName: 'Acuity Scheduling',
  docs: 'https://developers.acuityscheduling.com/docs/webhooks',
  evidence: 'vendor-code',
  source: 'AcuityScheduling/acuity-js src/index.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-acuity-signature'),
    signedContent: [rawBody],
  }),
  // The id is the appointment’s, which can change more than once: the hash of the body stands in.
  eventId: [],
  eventType: [formField('action')],
  caution: 'two changes of the same kind to one appointment have the same bytes and are one event for 45 days',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the main admin’s API key, or your user’s for webhooks made through the API',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Integrations in the Acuity account and enter the endpoint’s URL as webhook.',
    'Store the main admin’s API key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'scheduled',
      contentType: 'application/x-www-form-urlencoded',
      id: '{random}',
      body: 'action=scheduled&id={digits}&calendarID=1&appointmentTypeID=1',
    },
  ],
});
