import { bodyField, header, rawBody, secretText } from '../verification/parts.ts';
import { digest } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-cld-timestamp');

export const cloudinary = defineProvider({
  name: 'cloudinary',
  displayName: 'Cloudinary',
  docs: 'https://cloudinary.com/documentation/notification_signatures',
  evidence: 'vendor-code',
  source: 'cloudinary/cloudinary_npm lib/utils/index.js',
  verification: digest({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-cld-signature'),
    timestamp,
    toleranceSeconds: 7200,
    signedContent: [rawBody, timestamp, secretText],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('notification_type')],
  caution: 'an account that signs with SHA-256 needs a scheme of its own: digest({ hash: "sha256", … })',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the API secret of the key for notifications, else of the oldest active key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Set the endpoint’s URL as notification URL in the Console Settings, or give it with a request.',
    'Store the API secret of the product environment’s oldest active key, or of the key chosen for notifications, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'upload',
      contentType: 'application/json',
      id: '{random}',
      body: '{"notification_type":"upload","timestamp":"{nowIso}","request_id":"{random}","asset_id":"1","public_id":"sample","version":{now},"format":"jpg","bytes":120253,"secure_url":"https://res.cloudinary.com/demo/image/upload/sample.jpg"}',
    },
  ],
});
