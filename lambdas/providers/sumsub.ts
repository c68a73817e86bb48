import { bodyField, header, rawBody } from '../verification/parts.ts';
import { choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const signedWith = (hash: 'sha256' | 'sha512') =>
  hmac({ hash, encoding: 'hex', signature: header('x-payload-digest'), signedContent: [rawBody] });

export const sumsub = defineProvider({
  name: 'sumsub',
  displayName: 'Sumsub',
  docs: 'https://docs.sumsub.com/docs/webhooks',
  evidence: 'third-party',
  source:
    'public receivers, several of which agree; deadline and retries as https://docs.sumsub.com/docs/webhooks says',
  verification: choose(
    { when: [{ part: header('x-payload-digest-alg'), equals: 'HMAC_SHA512_HEX' }], scheme: signedWith('sha512') },
    // SHA-1, which can be chosen in Sumsub, is refused.
    { when: [], scheme: signedWith('sha256') },
  ),
  // A delivery has no id: the hash of the body, which has the time, stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: 5,
  retries:
    'four times, after 5 minutes, 1 hour, 5 hours and 18 hours, until a 2xx comes (https://docs.sumsub.com/docs/webhooks)',
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the webhook manager in Sumsub’s dashboard and create a webhook with the endpoint’s URL and its types.',
    'Choose HMAC_SHA256_HEX or HMAC_SHA512_HEX as its signature algorithm.',
    'Store the webhook’s secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'applicantReviewed',
      contentType: 'application/json',
      headers: { 'x-payload-digest-alg': 'HMAC_SHA256_HEX' },
      id: '{random}',
      body: '{"applicantId":"{id}","inspectionId":"66a1234567890abcdef12346","correlationId":"req_123","externalUserId":"user_123","levelName":"id-and-liveness","type":"applicantReviewed","reviewResult":{"reviewAnswer":"GREEN"},"reviewStatus":"completed","createdAtMs":"{nowIso}"}',
    },
  ],
});
