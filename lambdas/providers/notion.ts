import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const notion = defineProvider({
  name: 'notion',
  displayName: 'Notion',
  docs: 'https://developers.notion.com/reference/webhooks',
  evidence: 'vendor-code',
  source: 'npm @notionhq/client 5.26.0, build/src/webhooks.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-notion-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event's id in the signed body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  handshakes: [
    {
      // The first delivery to a new subscription, unsigned; a person pastes the token back into Notion.
      name: 'verification_token',
      signed: false,
      when: [{ onlyBodyKeys: ['verification_token'] }, { part: header('x-notion-signature'), absent: true }],
      answer: { status: 200 },
      stores: { echo: bodyField('verification_token'), pattern: 'secret_[A-Za-z0-9_-]{8,256}' },
    },
  ],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the subscription’s verification token (secret_…)',
    pattern: '^secret_[A-Za-z0-9_-]{8,256}$',
    mistakes: [
      {
        pattern: '^ntn_',
        sentence: 'This is the integration’s API token; the verification token (secret_…) is sent to the endpoint.',
      },
    ],
    local: { kind: 'text', prefix: 'secret_', encoding: 'hex', bytes: 22 },
  },
  registration: [
    'Run `inbox secret expect`: for ten minutes the endpoint stores the token that Notion sends.',
    'Open the integration’s Webhooks tab, create a subscription with the endpoint’s URL and press Verify.',
    'Paste the token, which `inbox secret expect --show` prints, into Notion’s dialogue.',
  ],
  samples: [
    {
      eventType: 'page.content_updated',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","timestamp":"{nowIso}","workspace_id":"13950b26-c203-4f3b-b97d-93ec06319565","workspace_name":"Example","subscription_id":"29d75c0d-5546-4414-8459-7b7a92f1fc4b","integration_id":"0ef2e755-4912-8096-91c1-00376a88a5ca","type":"page.content_updated","authors":[{"id":"c7c11cca-1d73-471d-9b6e-bdef51470190","type":"person"}],"attempt_number":1,"entity":{"id":"153104cd-477e-809d-8dc4-ff2d96ae3090","type":"page"},"data":{"updated_blocks":[]}}',
    },
    {
      eventType: 'comment.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","timestamp":"{nowIso}","workspace_id":"13950b26-c203-4f3b-b97d-93ec06319565","subscription_id":"29d75c0d-5546-4414-8459-7b7a92f1fc4b","type":"comment.created","authors":[{"id":"c7c11cca-1d73-471d-9b6e-bdef51470190","type":"person"}],"attempt_number":1,"entity":{"id":"153104cd-477e-80ec-a87d-f7ff0236d35c","type":"comment"},"data":{"page_id":"0ef104cd-477e-80e1-8571-cfd10e92339a"}}',
    },
  ],
});
