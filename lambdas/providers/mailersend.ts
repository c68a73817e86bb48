import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mailersend = defineProvider({
  name: 'mailersend',
  displayName: 'MailerSend',
  docs: 'https://developers.mailersend.com/api/v1/webhooks.html',
  evidence: 'vendor-code',
  source: 'mailersend/mailersend-nodejs src/services/mailersend.utils.ts',
  verification: hmac({ hash: 'sha256', encoding: 'hex', signature: header('signature'), signedContent: [rawBody] }),
  // data.id is the activity’s for mail but the message’s for SMS: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  handshakes: [
    {
      // Sent while the webhook is saved, signed with a secret that everybody knows; nothing of it is queued.
      name: 'webhook_test',
      signed: false,
      when: [{ part: bodyField('type'), equals: 'webhook.test' }],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: 3,
  retries: 'a couple of times (https://www.mailersend.com/help/webhooks)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^test_Am3L1GuOIc4blLUuHqAPxxwkZaJyEk8G$',
        sentence:
          'This is the secret of the test that everybody knows; the webhook’s own signing secret is shown with the webhook.',
      },
      { pattern: '^mlsn\\.', sentence: 'This is an API token; use the webhook’s signing secret.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook for the domain in MailerSend, with the endpoint’s URL and its events.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'activity.sent',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"activity.sent","domain_id":"yv69oxl5kl785kw2","created_at":"{nowIso}","webhook_id":"2351ndgwr4zqx8ko","url":"https://your-domain.com/webhook","data":{"object":"activity","id":"{id}","type":"sent","created_at":"{nowIso}","email":{"object":"email","id":"5fc0d003e7a5e7035446aa32","from":"test@mailersend.com","subject":"Test email","status":"sent","tags":null}}}',
    },
  ],
});
