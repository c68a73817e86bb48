import { headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-inngest-signature', 't', { separator: '&' });

export const inngest = defineProvider({
  name: 'inngest',
  displayName: 'Inngest (function calls)',
  docs: 'https://www.inngest.com/docs/platform/signing-keys',
  evidence: 'vendor-code',
  source: 'inngest/inngest pkg/execution/driver/httpdriver/util.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-inngest-signature', 's', { separator: '&' }),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [rawBody, timestamp],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  caution: 'the call expects the function’s own answer: the inbox only takes note of it',
  deadlineSeconds: null,
  retries: '4xx are not retried (https://www.inngest.com/docs/platform/signing-keys)',
  secret: {
    label: 'the signing key, without its prefix',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Inngest (function calls)’s settings.',
    'Store the signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'call',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":{"id":"{random}","name":"app/user.created","data":{"id":1},"ts":{nowMs}},"events":[],"steps":{},"ctx":{"run_id":"01{random}","attempt":0}}',
    },
  ],
});
