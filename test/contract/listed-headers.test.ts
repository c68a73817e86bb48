import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { draftOf, newKeys, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;
const t = nowMs / 1000;
const signatureName = 'x-hook0-signature';
const names = 'content-type x-event-id x-event-type';
const headers = { 'content-type': 'application/json', 'x-event-id': 'e1', 'x-event-type': 'user.account.created' };
const body = '{"note":"a.{b"}';

const hex = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
const values = (list: string) =>
  list
    .split(' ')
    .map((name) => headers[name as keyof typeof headers])
    .join('.');
const v1Of = (secret: string, list = names) => hex(secret, `${t}.${list}.${values(list)}.${body}`);

function endpoint(name: string) {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  const { configured: secret } = newKeys(provider, 'own');
  const requestOf = (signature: string, changed: Record<string, string> = {}, rawBody = body): WebhookRequest => ({
    method: 'POST',
    headers: new Map(Object.entries({ ...headers, [signatureName]: signature, ...changed })),
    rawQuery: '',
    publicUrl: 'https://hooks.example.com/hooks/inbox',
    rawBody: Buffer.from(rawBody),
  });
  const accepts = (request: WebhookRequest) =>
    verify(provider.verification, request, [secret], nowMs).verified === true;
  return { provider, secret, requestOf, accepts };
}

describe.each(['hook0', 'coinbase-cdp'])('a signature of %s that covers the headers it lists', (name) => {
  const { secret, requestOf, accepts } = endpoint(name);
  const v1 = `t=${t},h=${names},v1=${v1Of(secret)}`;

  it('is accepted, in whatever order the list and the header are', () => {
    expect(accepts(requestOf(v1))).toBe(true);
    const other = 'x-event-type content-type x-event-id';
    expect(accepts(requestOf(`v1=${v1Of(secret, other)},h=${other},t=${t}`))).toBe(true);
  });

  it('is refused when a listed header is another one, or gone, or the list is', () => {
    for (const listed of Object.keys(headers)) expect(accepts(requestOf(v1, { [listed]: 'x' }))).toBe(false);
    const gone = requestOf(v1);
    expect(accepts({ ...gone, headers: new Map([...gone.headers].filter(([key]) => key !== 'content-type')) })).toBe(
      false,
    );
    expect(accepts(requestOf(v1.replace(`h=${names},`, '')))).toBe(false);
    expect(accepts(requestOf(v1.replace(names, names.split(' ').reverse().join(' '))))).toBe(false);
    expect(accepts(requestOf(v1.replace(names, names.slice(0, -13))))).toBe(false);
  });

  it('does not fit a body that begins with a piece of the headers, as cutting elsewhere would make it', () => {
    expect(accepts(requestOf(v1, { 'x-event-type': 'user.account' }, `created.${body}`))).toBe(false);
    expect(accepts(requestOf(v1, { 'x-event-type': 'user.account.created.{"note":"a' }, '{b"}'))).toBe(false);
    expect(accepts(requestOf(`t=${t},v0=${v1Of(secret)}`, {}, `${names}.${values(names)}.${body}`))).toBe(false);
  });
});

describe('a signature that covers headers and one that does not', () => {
  it('may both be there', () => {
    const { secret, requestOf, accepts } = endpoint('coinbase-cdp');
    const v0 = hex(secret, `${t}.${body}`);
    expect(accepts(requestOf(`t=${t},v0=${v0},h=${names},v1=${v1Of(secret)}`))).toBe(true);
    expect(accepts(requestOf(`t=${t},v0=${v0}`))).toBe(true);
    expect(accepts(requestOf(`t=${t},v0=${v1Of(secret)},h=${names},v1=${v0}`))).toBe(false);
  });

  it('are not the same where the id stands in a header: it must be signed', () => {
    const { secret, requestOf, accepts } = endpoint('hook0');
    expect(accepts(requestOf(`t=${t},v0=${hex(secret, `${t}.${body}`)}`))).toBe(false);
    for (const list of ['content-type', 'content-type x-event-id', 'content-type x-event-type']) {
      expect(accepts(requestOf(`t=${t},h=${list},v1=${v1Of(secret, list)}`))).toBe(false);
    }
    const moved = { 'x-event-id': 'e1.user', 'x-event-type': 'account.created' };
    expect(accepts(requestOf(`t=${t},h=${names},v1=${v1Of(secret)}`, moved))).toBe(false);
  });
});

describe('the digest that bridge signs', () => {
  it('is hashed before it is signed: a signature over the content itself is refused', async () => {
    const provider = catalogue.get('bridge');
    if (!provider) throw new Error('bridge is not in the catalogue');
    const { sign, createHash } = await import('node:crypto');
    const keys = newKeys(provider, 'own');
    const genuine = signed(provider, draftOf(provider.samples[0], { nowMs }), keys.signing, nowMs);
    const content = Buffer.concat([Buffer.from(`${nowMs}.`), genuine.rawBody]);
    const withSignature = (bytes: Buffer) => ({
      ...genuine,
      headers: new Map([...genuine.headers, ['x-webhook-signature', `t=${nowMs},v0=${bytes.toString('base64')}`]]),
    });
    const accepts = (bytes: Buffer) =>
      verify(provider.verification, withSignature(bytes), [keys.configured], nowMs).verified;
    expect(accepts(sign('sha256', createHash('sha256').update(content).digest(), keys.signing))).toBe(true);
    expect(accepts(sign('sha256', content, keys.signing))).toBe(false);
  });
});
