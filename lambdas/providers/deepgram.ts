import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const deepgram = defineProvider({
  name: 'deepgram',
  displayName: 'Deepgram callbacks',
  docs: 'https://developers.deepgram.com/docs/callback',
  evidence: 'vendor-docs',
  source: 'deepgram/deepgram-docs fern/docs/callback.mdx',
  verification: token(header('dg-token')),
  // One request gets one callback.
  eventId: [bodyField('metadata.request_id')],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the identifier of the API key that asked for the transcript',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Deepgram callbacks’s settings.',
    'Store the identifier of the API key that asked for the transcript with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'transcript',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"metadata":{"request_id":"{id}","created":"{nowIso}","duration":25.9,"channels":1},"results":{"channels":[{"alternatives":[{"transcript":"hello","confidence":0.99}]}]}}',
    },
  ],
});
