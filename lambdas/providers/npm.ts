import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const npm = defineProvider({
  name: 'npm',
  displayName: 'npm hooks',
  docs: 'https://docs.npmjs.com/cli/v8/commands/npm-hook',
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
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in npm hooks’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
