import { formField, formJsonField, header } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const travisCi = defineProvider({
  name: 'travis-ci',
  displayName: 'Travis CI',
  docs: 'https://docs.travis-ci.com/user/notifications/#configure-webhook-notifications',
  evidence: 'vendor-docs',
  source: 'travis-ci/docs-travis-ci-com user/notifications.md.erb',
  verification: publicKey({
    algorithm: 'rsa-sha1',
    encoding: 'base64',
    keyFormat: 'spki',
    signature: header('signature'),
    signedContent: [formField('payload')],
    bodyNotCovered: 'the field payload is signed, other fields are not',
  }),
  // The id is the build’s, which has several states: the hash of the body stands in.
  eventId: [],
  eventType: [formJsonField('payload', 'type')],
  // travis-ci/travis-tasks lib/travis/task.rb
  deadlineSeconds: 60,
  retries: 'never (travis-ci/travis-tasks lib/travis/addons/webhook/task.rb)',
  secret: {
    label: 'the public key from https://api.travis-ci.com/config (notifications.webhook.public_key)',
    pattern: '^\\S[\\s\\S]{100,}$',
    local: { kind: 'keyPair' },
  },
  registration: [
    'Name the endpoint’s URL under notifications: webhooks in .travis.yml.',
    'Store the public key from https://api.travis-ci.com/config (notifications.webhook.public_key) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'push',
      contentType: 'application/x-www-form-urlencoded',
      id: '{random}',
      body: 'payload=%7B%22id%22%3A{digits}%2C%22type%22%3A%22push%22%2C%22number%22%3A%221%22%2C%22status%22%3A0%2C%22status_message%22%3A%22Passed%22%2C%22commit%22%3A%2262aae5f70ceee39123ef%22%2C%22branch%22%3A%22main%22%7D',
    },
  ],
});
