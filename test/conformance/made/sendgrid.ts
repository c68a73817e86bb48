import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { accept, type Draft, now, reject, vector } from './draft.ts';

const seed = Buffer.concat([
  Buffer.from('308141020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420', 'hex'),
  Buffer.alloc(32, 'seed of made'),
]);
const privateKey = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');

/** ECDSA draws a nonce: every signature of the same content is another one. */
const signed = (body: string, timestamp = String(now)) => sign('sha256', Buffer.from(timestamp + body), privateKey);

type Rest = Partial<Draft> & Pick<Draft, 'expect'> & { readonly signature?: Buffer; readonly timestamp?: string };

const draft = (name: string, body: string, { signature, timestamp = String(now), ...rest }: Rest): Draft => ({
  name,
  secrets: [publicKey],
  headers: {
    'Content-Type': 'application/json',
    'X-Twilio-Email-Event-Webhook-Signature': (signature ?? signed(body, timestamp)).toString('base64'),
    'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
  },
  body,
  ...rest,
});

const event = (id: string, type: string) =>
  `{"email":"zoë@example.com","timestamp":${now},"event":"${type}","sg_event_id":"${id}"}`;
const two = `[${event('made1', 'delivered')},\r\n${event('made2', 'open')}]\r\n`;
const items = [
  { id: 'made1', type: 'delivered' },
  { id: 'made2', type: 'open' },
];
const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----`;

export const sendgrid = [
  draft('two-events', two, { expect: { ...accept('each event has its own id', null, null), items } }),
  draft('key-in-pem', two, { secrets: [pem], expect: { ...accept('the key as PEM', null, null), items } }),
  draft('an-hour-old', two, {
    timestamp: String(now - 3600),
    expect: { ...accept('no window is documented', null, null), items },
  }),
  draft('empty-batch', '[]', { expect: { ...accept('nothing in it, but genuine', null, null), items: [] } }),
  draft('lines-joined', two.replaceAll('\r\n', ''), {
    signature: signed(two),
    expect: reject('the line ends are signed'),
  }),
  draft('signature-with-a-tail', two, {
    signature: Buffer.concat([signed(two), Buffer.from([0])]),
    expect: reject('DER ends where it ends'),
  }),
  draft('all-zero', two, { signature: Buffer.from('3006020100020100', 'hex'), expect: reject('r and s of zero') }),
].map(vector);
