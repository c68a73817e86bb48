import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const npm = defineProvider({
  name: 'npm',
  displayName: 'npm hooks',
  docs: 'https://github.blog/changelog/2024-07-16-sunset-notice-npm-hooks-api-endpoints',
  evidence: 'vendor-code',
  source: 'npm/npm-hook-receiver index.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-npm-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  caution: 'npm has ended its hooks: since July 2024 none can be added',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the hook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'A hook that is still there keeps its URL and secret: npm lets no more be added.',
    'Store the hook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'package:publish',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"package:publish","name":"@example/app","type":"package","version":"1.0.0","hookOwner":{"username":"ada"},"payload":{"name":"@example/app"},"change":{"version":"1.0.{digits}","dist-tag":"latest"},"time":{nowMs}}',
    },
  ],
});
