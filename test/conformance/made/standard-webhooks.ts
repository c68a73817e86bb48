import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { accept, type Draft, now, reject, vector } from './draft.ts';

const key = Buffer.alloc(32, 'standard webhooks, made here');
const secret = `whsec_${key.toString('base64')}`;
const other = `whsec_${Buffer.alloc(24, 'another').toString('base64')}`;
const id = 'msg_made0000000000000000000001';
const body = '{"type":"user.updated","timestamp":"2026-11-24T10:00:00Z","data":{"id":"usr_1","name":"Zoë"}}\r\n';

/** By the reference library. */
const signedAt = (seconds: number, messageId = id, with_ = secret) =>
  new Webhook(with_).sign(messageId, new Date(seconds * 1000), body);

const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 'seed of v1a')]);
const privateKey = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
const publicKey = `whpk_${raw.toString('base64')}`;
const v1a = `v1a,${sign(null, Buffer.from(`${id}.${now}.${body}`), privateKey).toString('base64')}`;

type Rest = Partial<Draft> & Pick<Draft, 'expect'> & { readonly timestamp?: number | string };

const draft = (name: string, signature: string, { timestamp = now, ...rest }: Rest): Draft => ({
  name,
  secrets: [secret],
  headers: {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  },
  body,
  ...rest,
});

const genuine = signedAt(now);
const type = 'user.updated';

export const standardWebhooks = [
  draft('signed', genuine, { expect: accept('the final CRLF is signed', id, type) }),
  draft('two-signatures-ours-second', `${signedAt(now, id, other)} ${genuine}`, {
    expect: accept('a sender that rolls its secret signs with both', id, type),
  }),
  draft('two-secrets-one-signature', genuine, { secrets: [other, secret], expect: accept('rotation here', id, type) }),
  draft('exactly-300s-ahead', signedAt(now + 300), { timestamp: now + 300, expect: accept('the boundary', id, type) }),
  draft('v1a', v1a, {
    oracle: 'doc-only',
    secrets: [publicKey],
    expect: accept('signed with a private key', id, type),
  }),
  draft('moving-from-v1-to-v1a', v1a, {
    oracle: 'doc-only',
    secrets: [secret, publicKey],
    expect: accept('either kind while a sender moves', id, type),
  }),
  draft('v1-mac-with-the-public-key', new Webhook(raw.toString('base64')).sign(id, new Date(now * 1000), body), {
    oracle: 'doc-only',
    secrets: [publicKey],
    expect: reject('a public key is nobody’s secret'),
  }),
  draft('another-id', genuine, {
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': 'msg_other',
      'webhook-timestamp': String(now),
      'webhook-signature': genuine,
    },
    expect: reject('the id is signed'),
  }),
  draft('dots-moved', signedAt(now), {
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': `${id}.${now}`,
      'webhook-timestamp': String(now),
      'webhook-signature': genuine,
    },
    expect: reject('another division of the signed content'),
  }),
  draft('labelled-v1a', genuine.replace('v1,', 'v1a,'), { expect: reject('another kind of signature') }),
  draft('joined-by-a-comma', `${genuine},${genuine}`, { expect: reject('signatures are separated by a space') }),
  draft('timestamp-with-sign', signedAt(now), {
    timestamp: `+${now}`,
    expect: reject('digits only, and signed as sent'),
  }),
].map(vector);
