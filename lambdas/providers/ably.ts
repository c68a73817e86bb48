import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ably = defineProvider({
  name: 'ably',
  displayName: 'Ably',
  docs: 'https://ably.com/docs/platform/integrations/webhooks',
  evidence: 'vendor-docs',
  source: 'ably/docs src/pages/docs/platform/integrations/webhooks/index.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-ably-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('source')],
  caution: 'only batched requests are certain to be signed: switch batching on',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the part of the API key after its colon',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^[^.]+\\.[^:]+:',
        sentence: 'This is the whole API key; the signing key is the part after its colon.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Ably’s settings.',
    'Store the part of the API key after its colon with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'channel.message',
      contentType: 'application/json',
      id: '{random}',
      body: '{"source":"channel.message","appId":"aBCdEf","channel":"channel-1","site":"eu-west-1-A","ruleId":"1-a2Bc","messages":[{"id":"{id}:0:0","connectionId":"xVw","timestamp":{nowMs},"data":"hello","name":"greeting"}]}',
    },
  ],
});
