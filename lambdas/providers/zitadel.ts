import { bodyField, headerParam, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('zitadel-signature', 't');

export const zitadel = defineProvider({
  name: 'zitadel',
  displayName: 'ZITADEL Actions',
  docs: 'https://zitadel.com/docs/guides/integrate/actions/testing-event',
  evidence: 'vendor-code',
  source: 'zitadel/zitadel pkg/actions/signing.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // Several while a signing key is replaced.
    signature: headerParam('zitadel-signature', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // An event is one step of its aggregate, counted by sequence; other executions have no id, and the hash of the body stands in.
  eventId: [joined(':', bodyField('aggregateType'), bodyField('aggregateID'), bodyField('sequence'))],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the target’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a target with the endpoint’s URL (POST /v2/actions/targets), of the payload type JSON.',
    'Set an execution that calls it, for all events or for those you choose.',
    'Store the signingKey of the answer to the first request with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'user.human.added',
      contentType: 'application/json',
      id: '{digits}{digits}',
      body: '{"aggregateID":"{id}","aggregateType":"user","resourceOwner":"336392597046099971","instanceID":"336392597046034435","version":"v2","sequence":1,"event_type":"user.human.added","created_at":"{nowIso}","userID":"336392597046755331","event_payload":{"userName":"ada"}}',
    },
  ],
});
