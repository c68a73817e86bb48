import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const rossum = defineProvider({
  name: 'rossum',
  displayName: 'Rossum',
  docs: 'https://developers.rossum.ai/docs/how-to-use-webhooks',
  evidence: 'vendor-docs',
  source: 'https://elis.rossum.ai/api/docs/ (“Validating payloads from Rossum”)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-rossum-signature-sha256', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The id of the request, in the body.
  eventId: [bodyField('request_id')],
  eventType: [joined('.', bodyField('event'), bodyField('action'))],
  caution: 'messages and operations in an answer are not given: Rossum gets an empty 200',
  deadlineSeconds: 30,
  retries:
    'at most 10 attempts within 30 seconds on a status above 400, never for what a user edits (https://developers.rossum.ai/docs/how-to-use-webhooks)',
  secret: {
    label: 'the webhook’s secret (config.secret of the hook)',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook extension with the endpoint’s URL and a secret in Rossum.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'annotation_content.initialize',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"request_id":"{id}","timestamp":"{nowIso}","hook":"https://example.rossum.app/api/v1/hooks/781","event":"annotation_content","action":"initialize","annotation":{"id":314621}}',
    },
  ],
});
