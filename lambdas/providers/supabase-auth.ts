import { firstOf, header, headerList, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('webhook-timestamp');

export const supabaseAuth = defineProvider({
  name: 'supabase-auth',
  displayName: 'Supabase Auth hooks',
  docs: 'https://supabase.com/docs/guides/auth/auth-hooks',
  evidence: 'vendor-code',
  source: 'supabase/auth internal/hooks/hookshttp/hookshttp.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    secretFormat: 'whsec',
    // Standard Webhooks, but several signatures are joined by a comma.
    signature: firstOf(
      headerList('webhook-signature', { separator: ', ', prefix: 'v1,' }),
      headerList('webhook-signature', { separator: ' ', prefix: 'v1,' }),
    ),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [header('webhook-id'), '.', timestamp, '.', rawBody],
  }),
  // Signed, but new for each attempt. The hash of the body would not do: the bodies of two events may be alike.
  eventId: [header('webhook-id')],
  eventType: [],
  caution: 'an auth hook waits for an answer that decides: the inbox only takes note of it',
  // A 200 or 202 that is not JSON fails the hook.
  answers: [{ when: [], answer: { status: 204 } }],
  // For all attempts together.
  deadlineSeconds: 5,
  retries:
    'up to 3 attempts, on a connection error, or a 429 or 503 with retry-after (supabase/auth internal/hooks/hookshttp/hookshttp.go)',
  secret: {
    label: 'the hook’s secret, without the v1, before it (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    mistakes: [{ pattern: '^v1,', sentence: 'Leave out “v1,”: the secret begins with whsec_.' }],
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Set up an HTTP auth hook with the endpoint’s URL and generate its secret.',
    'Store the hook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'hook',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{uuid}',
      body: '{"user":{"id":"{uuid}","email":"ada@example.com","app_metadata":{"provider":"email"}},"email_data":{"token":"305805","email_action_type":"signup","site_url":"https://example.com"}}',
    },
  ],
});
