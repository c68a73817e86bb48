import { createHmac } from 'node:crypto';
import { accept, type Draft, reject, vector } from './draft.ts';

const secret = 'shpss_made3c1d2e4f5a6b7c8d9e0f1a2b3c4d';
const hmac = (body: string | Buffer) => createHmac('sha256', secret).update(body).digest('base64');

const body = '{"id":820982911946154999,"name":"#1001 – Crème brûlée","note":"a\\/b"} ';
const genuine = hmac(body);
const eventId = 'e1a2b3c4-3333-4d47-8a5f-bf7d70bcd043';
const webhookId = 'b0b1b2b3-3333-4d47-8a5f-bf7d70bcd043';

const headers = (signature: string, prefix = 'X-Shopify-'): Record<string, string> => ({
  'Content-Type': 'application/json',
  [`${prefix}Topic`]: 'orders/paid',
  [`${prefix}Hmac-Sha256`]: signature,
  [`${prefix}Webhook-Id`]: webhookId,
});

const draft = (name: string, signature: string, rest: Partial<Draft> & Pick<Draft, 'expect'>): Draft => ({
  name,
  oracle: 'doc-only',
  secrets: [secret],
  headers: { ...headers(signature), 'X-Shopify-Event-Id': eventId },
  body,
  ...rest,
});

const binary = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);

export const shopify = [
  draft('order', genuine, { expect: accept('a trailing space is signed', eventId, 'orders/paid') }),
  draft('newer-header-names', genuine, {
    headers: headers(genuine, 'Shopify-'),
    expect: accept('the Events kind has no event id', webhookId, 'orders/paid'),
  }),
  draft('not-text', hmac(binary), { body: binary, expect: accept('bytes in, bytes out', eventId, 'orders/paid') }),
  draft('two-secrets', genuine, {
    secrets: ['shpss_other', secret],
    expect: accept('rotation', eventId, 'orders/paid'),
  }),
  draft('padding-left-out', genuine.replace(/=+$/, ''), { expect: reject('another encoding of the signature') }),
  draft(
    'unused-bits-set',
    genuine.replace(/(.)=$/, (_, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}=`),
    {
      expect: reject('decoders ignore the unused bits'),
    },
  ),
  draft('signature-with-a-tail', `${genuine}AAAA`, { expect: reject('too long') }),
  draft('newer-name-forged-beside-the-older', genuine, {
    headers: { ...headers(genuine), 'Shopify-Hmac-Sha256': hmac('{}') },
    expect: reject('two signatures of different names, one of them wrong'),
  }),
].map(vector);
