import { bodyField, headerParam, jsonText, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const field = (name: string) => headerParam('gcms-signature', name, { separator: ', ' });
const timestamp = field('t');

export const hygraph = defineProvider({
  name: 'hygraph',
  displayName: 'Hygraph',
  docs: 'https://hygraph.com/docs/api-reference/basics/webhooks',
  evidence: 'vendor-code',
  source: 'npm @hygraph/utils 1.2.1, index.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: field('sign'),
    timestamp,
    timestampUnit: 'ms',
    // The vendor's code checks no age.
    toleranceSeconds: null,
    // A JSON document of body, environment and timestamp.
    signedContent: [
      '{"Body":',
      jsonText(rawBody),
      ',"EnvironmentName":',
      jsonText(field('env')),
      ',"TimeStamp":',
      timestamp,
      '}',
    ],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('operation')],
  // The method is chosen for each webhook.
  deliveryMethods: ['PUT', 'DELETE'],
  deadlineSeconds: 3,
  retries: '4 (https://hygraph.com/docs/api-reference/basics/webhooks)',
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Project Settings → AI & Automation → Webhooks in Hygraph and add a webhook with the endpoint’s URL and a random secret key.',
    'Store the same secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'publish',
      contentType: 'application/json',
      headers: { 'gcms-signature': 'sign={signature}, env=master, t={nowMs}' },
      id: '{random}',
      body: '{"operation":"publish","data":{"__typename":"Post","id":"{random}","stage":"PUBLISHED","title":"Hello","publishedAt":"{nowIso}"}}',
    },
  ],
});
