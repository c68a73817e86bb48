import { headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-inngest-signature', 't', { separator: '&' });

export const inngest = defineProvider({
  name: 'inngest',
  displayName: 'Inngest (function calls)',
  docs: 'https://www.inngest.com/docs/platform/signing-keys',
  evidence: 'vendor-code',
  source: 'inngest/inngest pkg/execution/driver/httpdriver/util.go, inngest/inngest-js InngestCommHandler.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-inngest-signature', 's', { separator: '&' }),
    timestamp,
    // The vendor’s SDK refuses what is older, or newer, than five minutes.
    toleranceSeconds: 300,
    signedContent: [rawBody, timestamp],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  caution: 'the call expects the function’s own answer: the inbox only takes note of it',
  // https://www.inngest.com/docs/usage-limits/inngest
  deadlineSeconds: 7200,
  retries:
    'failures, 4xx among them, unless the answer says x-inngest-no-retry: true (inngest/inngest pkg/execution/driver/httpdriver/util.go)',
  secret: {
    label: 'the signing key, without its prefix',
    pattern: '^(?!signkey-)\\S{8,}$',
    mistakes: [{ pattern: '^signkey-', sentence: 'Leave out the prefix (signkey-prod-): the key is what follows.' }],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Register the endpoint’s URL with Inngest as an app.',
    'Store the environment’s signing key, without its prefix (signkey-prod-), with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'call',
      contentType: 'application/json',
      id: '{random}',
      // Sorted as RFC 8785 wants it, as Inngest sends it: its SDK parses the body and sorts it anew before it verifies.
      body: '{"ctx":{"attempt":0,"run_id":"01{random}"},"event":{"data":{"id":1},"id":"{random}","name":"app/user.created","ts":{nowMs}},"events":[],"steps":{}}',
    },
  ],
});
