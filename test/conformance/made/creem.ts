import { createHmac } from 'node:crypto';
import { accept, type Draft, now, reject, vector } from './draft.ts';

const key = Buffer.alloc(16, 'creem, made here');
const secret = `whsec_${key.toString('base64').replace(/=+$/, '')}`;
const chosen = 'chosen-by-hand!';
const messageId = 'msg_made0000000000000000000001';
const id = 'evt_made0000000000000000000001';
const type = 'checkout.completed';
const body = `{"id":"${id}","eventType":"${type}","created_at":1795514400000,"object":{"id":"ch_1","note":"Zoë"}}`;

const mac = (with_: Buffer | string, content: string) => createHmac('sha256', with_).update(content);
const older = (with_ = secret) => mac(with_, body).digest('hex');
const newer = (seconds = now, with_: Buffer | string = key) =>
  `v1,${mac(with_, `${messageId}.${seconds}.${body}`).digest('base64')}`;

const json = { 'Content-Type': 'application/json' };
const standard = (signature: string, seconds = now) => ({
  ...json,
  'webhook-id': messageId,
  'webhook-timestamp': String(seconds),
  'webhook-signature': signature,
});

const draft = (name: string, headers: Draft['headers'], expect: Draft['expect'], secrets = [secret]): Draft => ({
  name,
  secrets,
  headers,
  body,
  expect,
});

export const creem = [
  draft('older-form', { ...json, 'creem-signature': older() }, accept('keyed with the secret’s text', id, type)),
  draft(
    'older-form-secret-of-text',
    { ...json, 'creem-signature': older(chosen) },
    accept('any text is a key of the older form', id, type),
    [chosen],
  ),
  draft('newer-form', standard(newer()), accept('keyed with what the secret decodes to, unpadded', id, type)),
  draft(
    'newer-form-two-signatures',
    standard(`${newer(now, 'another')} ${newer()}`),
    accept('a sender that rolls its secret signs with both', id, type),
  ),
  draft('newer-form-300s-old', standard(newer(now - 300), now - 300), accept('the boundary', id, type)),
  draft('newer-form-301s-old', standard(newer(now - 301), now - 301), reject('too old')),
  draft('newer-form-301s-ahead', standard(newer(now + 301), now + 301), reject('too far ahead')),
  draft('newer-form-text-as-key', standard(newer(now, secret)), reject('the text is the older form’s key')),
  draft(
    'newer-form-secret-of-text',
    standard(newer(now, chosen)),
    reject('a secret that is no base64 signs no newer form, and is no mistake either'),
    [chosen],
  ),
  draft('both-forms', { ...standard(newer()), 'creem-signature': older() }, accept('either is genuine', id, type)),
  draft(
    'both-forms-newer-forged',
    { ...standard(newer(now, 'another')), 'creem-signature': older() },
    reject('with all its headers there, the newer form alone is looked at'),
  ),
  draft(
    'both-forms-older-forged',
    { ...standard(newer()), 'creem-signature': older('another') },
    accept('the older form is not looked at', id, type),
  ),
  draft(
    'newer-form-incomplete-beside-the-older',
    { ...json, 'webhook-id': messageId, 'webhook-signature': newer(), 'creem-signature': older() },
    accept('without a timestamp it is no newer form', id, type),
  ),
  draft(
    'newer-form-incomplete',
    { ...json, 'webhook-id': messageId, 'webhook-signature': newer() },
    reject('unsigned'),
  ),
].map(vector);
