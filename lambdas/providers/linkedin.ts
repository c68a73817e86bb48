import { bodyField, header, query, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const linkedin = defineProvider({
  name: 'linkedin',
  displayName: 'LinkedIn',
  docs: 'https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation',
  evidence: 'vendor-docs',
  source: 'https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-li-signature'),
    // The words are part of what is signed, not of the header.
    signedContent: ['hmacsha256=', rawBody],
  }),
  // A delivery has no id; each notification in it has one, by which LinkedIn asks to deduplicate.
  eventId: [],
  eventType: [bodyField('type')],
  batch: { items: 'notifications', eventId: ['notificationId'], eventType: ['action'], single: true },
  methods: ['GET'],
  handshakes: [
    {
      name: 'challenge_code',
      signed: false,
      when: [{ method: 'GET' }, { part: query('challengeCode'), matches: uuid }],
      answer: {
        status: 200,
        contentType: 'application/json',
        body: {
          json: {
            challengeCode: { echo: query('challengeCode'), pattern: uuid },
            challengeResponse: { hmac: { hash: 'sha256', encoding: 'hex', of: query('challengeCode'), pattern: uuid } },
          },
        },
      },
    },
  ],
  deadlineSeconds: null,
  retries:
    'once every 5 minutes for 8 hours, until a 2xx comes (https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-social-action-notifications, as quoted by public code)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the app’s Webhooks tab in the LinkedIn developer portal; it is there for apps with an approved use case.',
    'Store the app’s client secret with `inbox secret set`: LinkedIn asks for it when the URL is registered.',
    'Register the endpoint’s URL there, or through the API of the subscription.',
  ],
  samples: [
    {
      eventType: 'COMMENT',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[{"notificationId":{id},"action":"COMMENT","organizationalEntity":"urn:li:organization:123","sourcePost":"urn:li:share:456","generatedActivity":"urn:li:comment:789","lastModifiedAt":{nowMs}}]}',
    },
  ],
});
