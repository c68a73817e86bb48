import { formField, query } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mailchimp = defineProvider({
  name: 'mailchimp',
  displayName: 'Mailchimp Marketing',
  docs: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  evidence: 'third-party',
  source:
    'hookdeck/webhook-skills skills/mailchimp-webhooks, which quotes https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  verification: token(query('secret')),
  // data[id] is the contact’s: the hash of the body, which has the time, stands in.
  eventId: [],
  eventType: [formField('type')],
  methods: ['GET'],
  handshakes: [
    {
      // Sent when the webhook is saved; nothing of it is queued.
      name: 'url_validation',
      signed: false,
      when: [{ method: 'GET' }],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: 10,
  retries:
    'with growing waits over 75 minutes (https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/)',
  secret: {
    label: 'the secret at the end of the URL that you give to Mailchimp (?secret=…)',
    pattern: '^[A-Za-z0-9_-]{16,}$',
    mistakes: [{ pattern: '-us[0-9]+$', sentence: 'This is an API key; use the secret of the webhook’s URL.' }],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a long random secret of letters and digits.',
    'Open the audience’s settings in Mailchimp, then Webhooks, and add the endpoint’s URL with ?secret= and the secret behind it.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'subscribe',
      contentType: 'application/x-www-form-urlencoded',
      id: '{random}',
      body: 'type=subscribe&fired_at=2009-03-26+21%3A35%3A57&data%5Bid%5D={id}&data%5Blist_id%5D=a6b5da1054&data%5Bemail%5D=api%40mailchimp.com&data%5Bemail_type%5D=html&data%5Bmerges%5D%5BEMAIL%5D=api%40mailchimp.com&data%5Bmerges%5D%5BFNAME%5D=Mailchimp&data%5Bmerges%5D%5BLNAME%5D=API',
    },
  ],
});
