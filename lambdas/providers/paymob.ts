import { bodyField, query } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const paymob = defineProvider({
  name: 'paymob',
  displayName: 'Paymob',
  docs: 'https://developers.paymob.com/paymob-docs/developers/webhook-callbacks-and-hmac/hmac/hmac-transaction-callback',
  evidence: 'vendor-docs',
  source:
    'https://developers.paymob.com/paymob-docs/developers/webhook-callbacks-and-hmac/hmac/hmac-transaction-callback',
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    signature: query('hmac'),
    // Twenty fields in this order, with nothing between them.
    signedContent: [
      bodyField('obj.amount_cents'),
      bodyField('obj.created_at'),
      bodyField('obj.currency'),
      bodyField('obj.error_occured'),
      bodyField('obj.has_parent_transaction'),
      bodyField('obj.id'),
      bodyField('obj.integration_id'),
      bodyField('obj.is_3d_secure'),
      bodyField('obj.is_auth'),
      bodyField('obj.is_capture'),
      bodyField('obj.is_refunded'),
      bodyField('obj.is_standalone_payment'),
      bodyField('obj.is_voided'),
      bodyField('obj.order.id'),
      bodyField('obj.owner'),
      bodyField('obj.pending'),
      bodyField('obj.source_data.pan'),
      bodyField('obj.source_data.sub_type'),
      bodyField('obj.source_data.type'),
      bodyField('obj.success'),
    ],
    bodyNotCovered: 'twenty fields of the transaction are signed; merchant_order_id and others are not',
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s HMAC secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as the transaction processed callback of the integration in Paymob’s dashboard.',
    'Store the account’s HMAC secret, which stands in the dashboard’s settings, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'TRANSACTION',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"type":"TRANSACTION","obj":{"id":{id},"pending":false,"amount_cents":2500,"success":true,"is_auth":false,"is_capture":false,"is_standalone_payment":true,"is_voided":false,"is_refunded":false,"is_3d_secure":true,"integration_id":4097558,"has_parent_transaction":false,"order":{"id":217503754},"created_at":"2026-11-24T10:00:00.000000","currency":"EGP","error_occured":false,"owner":302852,"source_data":{"pan":"2346","type":"card","sub_type":"MasterCard"}}}',
    },
  ],
});
