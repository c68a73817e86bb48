import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const thinkific = defineProvider({
  name: 'thinkific',
  displayName: 'Thinkific',
  docs: 'https://support.thinkific.dev/hc/en-us/articles/4422685850775',
  evidence: 'third-party',
  source: 'public receivers that quote https://support.thinkific.dev/hc/en-us/articles/4422685850775',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-thinkific-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // No source names an id of the event: the hash of the body stands in.
  eventId: [],
  eventType: [joined('.', bodyField('resource'), bodyField('action'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the site’s API key, or the app’s client secret',
    pattern: '^\\S{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Create a webhook in Thinkific, or through the API, with the endpoint’s URL and a topic.',
    'Store the site’s API key, or the client secret of the app that created it, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'enrollment.created',
      contentType: 'application/json',
      headers: { 'x-thinkific-topic': 'enrollment.created' },
      id: '{digits}',
      body: '{"resource":"enrollment","action":"created","created_at":"{nowIso}","payload":{"id":{id},"percentage_completed":0,"completed_at":null}}',
    },
  ],
});
