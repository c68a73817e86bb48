import { bodyField, header, rawBody, secretText } from '../verification/parts.ts';
import { choose, digest } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const [timestamp, signature] = [header('x-cld-timestamp'), header('x-cld-signature')];
const signedWith = (hash: 'sha1' | 'sha256') =>
  digest({
    hash,
    encoding: 'hex',
    signature,
    timestamp,
    toleranceSeconds: 7200,
    signedContent: [rawBody, timestamp, secretText],
  });

export const cloudinary = defineProvider({
  name: 'cloudinary',
  displayName: 'Cloudinary',
  docs: 'https://cloudinary.com/documentation/notification_signatures',
  evidence: 'vendor-code',
  source: 'cloudinary/cloudinary_npm lib/utils/index.js',
  // The hash is a setting of the account (signature_algorithm in the SDK), and its length tells which one it is.
  verification: choose(
    { when: [{ part: signature, matches: '[^]{64}' }], scheme: signedWith('sha256') },
    { when: [], scheme: signedWith('sha1') },
  ),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('notification_type')],
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
    {
      eventType: 'delete',
      contentType: 'application/json',
      // As long as the signature of an account that signs with SHA-256, which replaces it.
      headers: { 'x-cld-signature': '0'.repeat(64) },
      id: '{random}',
      body: '{"notification_type":"delete","timestamp":"{nowIso}","request_id":"{random}","resources":[{"resource_type":"image","type":"upload","asset_id":"1","public_id":"sample","version":{now}}]}',
    },
  ],
});
