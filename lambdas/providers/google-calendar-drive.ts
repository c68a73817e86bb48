import { header, joined } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const googleCalendarDrive = defineProvider({
  name: 'google-calendar-drive',
  displayName: 'Google Calendar and Drive push',
  docs: null,
  evidence: 'third-party',
  source:
    'NangoHQ/nango packages/server/lib/webhook/google-calendar-webhook-routing.ts and public receivers that agree',
  verification: token(header('x-goog-channel-token')),
  // A message’s number within its channel, in headers that are not signed; the body is empty or says little.
  eventId: [joined(':', header('x-goog-channel-id'), header('x-goog-message-number'))],
  unsignedId: true,
  eventType: [header('x-goog-resource-state')],
  handshakes: [
    {
      // The first message of a channel: nothing has changed yet.
      name: 'sync',
      signed: true,
      when: [{ part: header('x-goog-resource-state'), equals: 'sync' }],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token of the watch request',
    pattern: '^\\S.{6,254}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Send a watch request (events.watch, changes.watch, files.watch) with the endpoint’s URL as address and a random token.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'change',
      contentType: 'application/json; charset=UTF-8',
      headers: {
        'x-goog-channel-id': '{id}',
        'x-goog-message-number': '10',
        'x-goog-resource-id': 'ret08u3rv24htgh289g',
        'x-goog-resource-state': 'change',
        'x-goog-resource-uri': 'https://www.googleapis.com/drive/v3/changes',
      },
      id: '{uuid}',
      body: '{"kind":"drive#changes"}',
    },
  ],
});
