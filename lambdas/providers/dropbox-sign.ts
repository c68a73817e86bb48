import { formField, formJsonField } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const boundary = '------------------------c7d1a2b3e4f5';
const form = (json: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n--${boundary}--\r\n`;

export const dropboxSign = defineProvider({
  name: 'dropbox-sign',
  displayName: 'Dropbox Sign (HelloSign)',
  docs: 'https://developers.hellosign.com/docs/events/walkthrough/',
  evidence: 'vendor-code',
  source: 'hellosign/dropbox-sign-node model/eventCallbackHelper.ts; public receivers for the form that it comes in',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: formJsonField('json', 'event.event_hash'),
    signedContent: [formJsonField('json', 'event.event_time'), formJsonField('json', 'event.event_type')],
    bodyNotCovered: 'only time and type of the event are signed: nothing of the signature request',
  }),
  // event_hash is the same for two events of one type in one second: the document itself tells events apart. The form
  // around it has another boundary each time.
  eventId: [formField('json')],
  eventType: [formJsonField('json', 'event.event_type')],
  caution:
    'whoever saw one delivery can send another with its time, type and hash: fetch the signature request through the API before you act on it',
  answers: [{ when: [], answer: { status: 200, contentType: 'text/plain', body: 'Hello API Event Received' } }],
  deadlineSeconds: null,
  retries:
    'for some three days with exponential backoff (https://developers.hellosign.com/api/manual-reference-pages/glossary/callbacks-events)',
  secret: {
    label: 'the account’s API key',
    pattern: '^[0-9a-f]{64}$',
    mistakes: [
      {
        pattern: '^[0-9a-f]{32}$',
        sentence: 'This is an app’s client id or client secret; events are signed with the account’s API key.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Store an API key of the account, from Settings → API, with `inbox secret set`.',
    'Set the endpoint’s URL as account callback under Settings → API, or as event callback of an API app.',
    'Press Test: the inbox answers as Dropbox Sign expects.',
  ],
  samples: [
    {
      eventType: 'signature_request_signed',
      contentType: `multipart/form-data; boundary=${boundary}`,
      id: '{random}',
      body: form(
        '{"event":{"event_type":"signature_request_signed","event_time":"{now}","event_hash":"{signature}","event_metadata":{"related_signature_id":"ad4d8a769b555fa5ef38691465d426682bf2c992","reported_for_account_id":"63522885f9261e2b04eea043933ee7313eb674fd","reported_for_app_id":null}},"account_guid":"63522885f9261e2b04eea043933ee7313eb674fd","signature_request":{"signature_request_id":"{id}","title":"NDA","is_complete":false}}',
      ),
    },
    {
      eventType: 'callback_test',
      contentType: `multipart/form-data; boundary=${boundary}`,
      id: '{random}',
      body: form(
        '{"event":{"event_type":"callback_test","event_time":"{now}","event_hash":"{signature}","event_metadata":{"related_signature_id":null,"reported_for_account_id":"{id}","reported_for_app_id":null}}}',
      ),
    },
  ],
});
