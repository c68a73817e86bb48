import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { accept, type Draft, now, reject, vector } from './draft.ts';

const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 'seed of made')]);
const privateKey = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

const signed = (body: string) => sign(null, Buffer.from(`${now}${body}`), privateKey).toString('hex');

const draft = (
  name: string,
  body: string,
  rest: Partial<Draft> & Pick<Draft, 'expect'>,
  signature = signed(body),
): Draft => ({
  name,
  secrets: [publicKey],
  headers: {
    'Content-Type': 'application/json',
    'X-Signature-Ed25519': signature,
    'X-Signature-Timestamp': String(now),
  },
  body,
  ...rest,
});

const component =
  '{"application_id":"1","id":"846462639134605312","type":3,"token":"t","data":{"custom_id":"ok","component_type":2},"version":1}';
const event =
  '{"version":1,"application_id":"1","type":1,"event":{"type":"ENTITLEMENT_CREATE","timestamp":"2026-11-24T10:00:00.000000","data":{"id":"1"}}}';
const eventPing = '{"version":1,"application_id":"1","type":0}';
const interactionPing = '{"application_id":"1","id":"846462639134605313","type":1,"token":"t","version":1}';
const genuine = signed(component);

/** The signature with the group order added to S: another number that satisfies a lax verifier. */
function withOtherS(signature: string): string {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const reversed = (hex: string) => Buffer.from(hex, 'hex').reverse().toString('hex');
  const s = BigInt(`0x${reversed(signature.slice(64))}`) + order;
  return signature.slice(0, 64) + reversed(s.toString(16).padStart(64, '0'));
}

export const discord = [
  draft('component', component, { expect: accept('an interaction has an id', '846462639134605312', '3') }),
  draft('webhook-event', event, { expect: accept('an event of this kind has no id', null, 'ENTITLEMENT_CREATE') }),
  draft('webhook-event-ping', eventPing, {
    expect: { verdict: 'challenge', why: 'type 0', challengeResponse: { status: 204, body: '' } },
  }),
  draft('interaction-ping', interactionPing, {
    expect: {
      verdict: 'challenge',
      why: 'type 1 without an event',
      challengeResponse: { status: 200, headers: { 'content-type': 'application/json' }, jsonEqual: { type: 1 } },
    },
  }),
  draft('ping-signed-by-another', interactionPing, { expect: reject('Discord probes with this on purpose') }, genuine),
  draft('upper-case-hex', component, { expect: reject('another encoding'), oracle: 'doc-only' }, genuine.toUpperCase()),
  draft('other-s', component, { expect: reject('S is not reduced (RFC 8032, 5.1.7)') }, withOtherS(genuine)),
  draft('63-bytes', component, { expect: reject('too short') }, genuine.slice(0, -2)),
  draft('65-bytes', component, { expect: reject('too long') }, `${genuine}00`),
].map(vector);
