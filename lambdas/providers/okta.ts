import { bodyField, header, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const okta = defineProvider({
  name: 'okta',
  displayName: 'Okta event hooks',
  docs: 'https://developer.okta.com/docs/concepts/event-hooks/',
  evidence: 'vendor-docs',
  source: 'https://developer.okta.com/docs/concepts/event-hooks/',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // The delivery's id; each event in it has one of its own.
  eventId: [bodyField('eventId')],
  eventType: [],
  batch: { items: 'data.events', eventId: ['uuid'], eventType: ['eventType'] },
  methods: ['GET'],
  handshakes: [
    {
      name: 'verification',
      signed: true,
      when: [{ method: 'GET' }, { part: header('x-okta-verification-challenge'), present: true }],
      answer: {
        status: 200,
        body: {
          json: {
            verification: { echo: header('x-okta-verification-challenge'), pattern: '[A-Za-z0-9._~+/=-]{1,512}' },
          },
        },
      },
    },
  ],
  settings: {
    headerName: {
      description: 'the authentication field of the event hook, when it is not Authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: 3,
  retries: 'once, on a timeout or 5xx (https://developer.okta.com/docs/concepts/event-hooks/)',
  secret: {
    label: 'the authentication secret of the event hook, which you choose',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a long random secret and store it with `inbox secret set`.',
    'Open Workflow → Event Hooks in the Admin Console and create a hook with the endpoint’s URL, authentication field Authorization and that secret.',
    'Press Verify: the inbox answers the challenge.',
  ],
  samples: [
    {
      eventType: 'user.session.start',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"eventType":"com.okta.event_hook","eventTypeVersion":"1.0","cloudEventsVersion":"0.1","source":"https://example.okta.com/api/v1/eventHooks/who1","eventId":"{uuid}","data":{"events":[{"uuid":"{id}","published":"{nowIso}","eventType":"user.session.start","version":"0","displayMessage":"User login to Okta","severity":"INFO","actor":{"id":"00uq8tMo3zV0OfJON0g3","type":"User","alternateId":"ada@example.com"}}]},"eventTime":"{nowIso}","contentType":"application/json"}',
    },
    {
      eventType: 'user.lifecycle.create',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"eventType":"com.okta.event_hook","eventTypeVersion":"1.0","cloudEventsVersion":"0.1","source":"https://example.okta.com/api/v1/eventHooks/who1","eventId":"{uuid}","data":{"events":[{"uuid":"{id}","published":"{nowIso}","eventType":"user.lifecycle.create","version":"0","displayMessage":"Create Okta user","severity":"INFO"}]},"eventTime":"{nowIso}","contentType":"application/json"}',
    },
  ],
});
