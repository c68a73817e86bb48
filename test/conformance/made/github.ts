import { sign } from '@octokit/webhooks-methods';
import { accept, type Draft, reject, vector } from './draft.ts';

const secret = 'made: a phrase with spaces, ümläuts and 👋';
const guid = '5f0e3c9a-1111-11f1-9c2b-0242ac120002';

const draft = (
  name: string,
  body: string | Buffer,
  signature: string,
  rest: Partial<Draft> & Pick<Draft, 'expect'>,
): Draft => ({
  name,
  secrets: [secret],
  headers: {
    'Content-Type': 'application/json',
    'X-GitHub-Event': 'issues',
    'X-GitHub-Delivery': guid,
    'X-Hub-Signature-256': signature,
  },
  body,
  ...rest,
});

const body = '{"action":"opened","issue":{"number":1,"title":"Schön \\u2615 ☕"}}\n';
const genuine = await sign(secret, body);
const hex = genuine.slice('sha256='.length);

export const github = [
  draft('secret-of-any-text', body, genuine, {
    expect: accept('the secret is text, encoded as UTF-8; the final newline is signed', guid, 'issues'),
  }),
  draft('two-secrets-old-matches', body, genuine, {
    secrets: ['the new one', secret],
    expect: accept('rotation on the receiver', guid, 'issues'),
  }),
  draft('empty-object', '{}', await sign(secret, '{}'), {
    expect: accept('nothing of the body is needed', guid, 'issues'),
  }),
  draft('newline-stripped', body.trimEnd(), genuine, { expect: reject('one byte is missing') }),
  draft('upper-case-hex', body, `sha256=${hex.toUpperCase()}`, {
    expect: reject('another encoding of the signature'),
  }),
  draft('signature-twice', body, `${genuine},${genuine}`, {
    expect: reject('a header sent twice reaches us joined by a comma'),
  }),
  draft('without-the-label', body, hex, { expect: reject('the algorithm is named in front of the digest') }),
  draft('labelled-sha512', body, `sha512=${hex}`, {
    expect: reject('the algorithm is configured, never chosen by the sender'),
  }),
  draft('re-encoded-in-base64', body, `sha256=${Buffer.from(hex, 'hex').toString('base64')}`, {
    expect: reject('another encoding of the signature'),
  }),
].map(vector);
