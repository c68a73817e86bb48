import { bodyField, header, joined } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const huggingFace = defineProvider({
  name: 'hugging-face',
  displayName: 'Hugging Face Hub',
  docs: 'https://huggingface.co/docs/hub/webhooks',
  evidence: 'vendor-docs',
  source: 'huggingface/hub-docs docs/hub/webhooks.md',
  verification: token(header('x-webhook-secret')),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [joined('.', bodyField('event.scope'), bodyField('event.action'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open https://huggingface.co/settings/webhooks and create a webhook with the endpoint’s URL.',
    'Give it a secret of ASCII characters.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'repo.content.update',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":{"action":"update","scope":"repo.content"},"repo":{"type":"model","name":"ada/model","id":"{random}","headSha":"c379e821c9c95d613899e8c4343e4bfee2b0c600"},"webhook":{"id":"6390e855e30d9209411de93b","version":3}}',
    },
  ],
});
