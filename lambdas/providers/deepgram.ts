import { header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const deepgram = defineProvider({
  name: 'deepgram',
  displayName: 'Deepgram',
  docs: 'https://developers.deepgram.com/docs/callback',
  evidence: 'vendor-docs',
  source: 'deepgram/deepgram-docs fern/docs/callback.mdx',
  verification: token(header('dg-token')),
  // A stream is answered many times under one request_id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: 'up to 10, 30 seconds apart, while the answer is not 2xx (https://developers.deepgram.com/docs/callback)',
  secret: {
    label: 'the identifier of the API key that asked for the transcript',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Name the endpoint’s URL in the callback parameter of each request to Deepgram.',
    'Find the identifier (not the secret) of the API key that makes those requests.',
    'Store the identifier of the API key with `inbox secret set`.',
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
