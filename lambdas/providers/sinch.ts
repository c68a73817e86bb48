import { bodyKey, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-sinch-webhook-signature-timestamp');

export const sinch = defineProvider({
  name: 'sinch',
  displayName: 'Sinch',
  docs: 'https://developers.sinch.com/docs/conversation',
  evidence: 'vendor-code',
  source: 'sinch/sinch-sdk-node packages/sdk-client/src/utils/authorization.helper.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-sinch-webhook-signature'),
    timestamp,
    // The SDK checks no age.
    toleranceSeconds: null,
    signedContent: [rawBody, '.', header('x-sinch-webhook-signature-nonce'), '.', timestamp],
  }),
  // A delivery has no id of its own that the SDK knows: the hash of the body stands in.
  eventId: [],
  // The name of the field that the callback is about.
  eventType: [
    bodyKey(
      '^(?:message|message_redaction|message_submit_notification|message_delivery_report|event|event_delivery_report|conversation_start_notification|conversation_stop_notification|conversation_delete_notification|contact_create_notification|contact_delete_notification|contact_merge_notification|contact_update_notification|duplicated_contact_identities_notification|capability_notification|opt_in_notification|opt_out_notification|channel_event_notification|unsupported_callback|smart_conversation_notification|record_notification)$',
    ),
  ],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Conversation API → Apps in the Sinch dashboard, choose the app and press “ADD WEBHOOK”.',
    'Choose the target type HTTP, enter the endpoint’s URL and a random secret token, and choose the triggers.',
    'Store the same secret token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json',
      headers: { 'x-sinch-webhook-signature-algorithm': 'HmacSHA256', 'x-sinch-webhook-signature-nonce': '{random}' },
      id: '01{random}',
      body: '{"app_id":"01E9DQJFPWGZ2N05XTVZAD0BYB","accepted_time":"{nowIso}","event_time":"{nowIso}","project_id":"{uuid}","message":{"id":"{id}","direction":"TO_APP","contact_message":{"text_message":{"text":"Hello"}},"channel_identity":{"channel":"MESSENGER","identity":"7746490198930851","app_id":"01E9DQJFPWGZ2N05XTVZAD0BYB"},"conversation_id":"01W4FFL35P4NC4K35CONVERSATI","contact_id":"01W4FFL35P4NC4K35CONTACT001","metadata":"","accept_time":"{nowIso}","sender_id":"","processing_mode":"CONVERSATION"},"message_metadata":""}',
    },
  ],
});
