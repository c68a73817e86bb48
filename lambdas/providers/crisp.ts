import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const crisp = defineProvider({
  name: 'crisp',
  displayName: 'Crisp',
  docs: 'https://docs.crisp.chat/guides/web-hooks/plugin-hooks/',
  evidence: 'vendor-code',
  source: 'crisp-im/node-crisp-api lib/crisp.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-crisp-signature'),
    // The unit of the timestamp is not documented, so no age is checked.
    signedContent: ['[', header('x-crisp-request-timestamp'), ';', rawBody, ']'],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: 'of Plugin Hooks, how often is not said (https://help.crisp.chat/en/article/how-to-use-webhooks-gv1qmo/)',
  secret: {
    label: 'the Plugin Hooks’ signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open your plugin in the Crisp Marketplace and paste the endpoint’s URL under Settings → Events.',
    'Store the signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message:send',
      contentType: 'application/json',
      headers: { 'x-crisp-request-timestamp': '{nowMs}' },
      id: '{random}',
      body: '{"website_id":"42286ab3-b29a-4fde-8538-da0ae501d825","event":"message:send","data":{"type":"text","content":"Hello","session_id":"session_{uuid}","fingerprint":{digits}},"timestamp":{nowMs}}',
    },
  ],
});
