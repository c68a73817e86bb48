import { createHmac, type KeyObject, sign as signBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { keyRequestOf } from '../../lambdas/verification/key-request.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { newKeys, publicUrl } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;
const base64url = (text: string | Buffer) => Buffer.from(text).toString('base64url');

function endpoint(name: string) {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  const keys = newKeys(provider, 'own');
  const requestOf = (body: string, headers: object, rawQuery = ''): WebhookRequest => {
    const rawBody = Buffer.from(body);
    return { method: 'POST', headers: new Map(Object.entries(headers)), rawQuery, publicUrl, rawBody };
  };
  const verdict = (request: WebhookRequest, published: readonly KeyObject[] = keys.published) =>
    verify(provider.verification, request, [keys.configured], nowMs, published);
  const keyUrl = (request: WebhookRequest) => keyRequestOf(provider.verification, request, [keys.configured])?.url;
  return { keys, requestOf, verdict, accepts: (request: WebhookRequest) => verdict(request).verified === true, keyUrl };
}

describe('a signature of truelayer over method, path, listed headers and body', () => {
  const { keys, requestOf, verdict, accepts, keyUrl } = endpoint('truelayer');
  const body = '{"type":"payment_executed","event_id":"e1"}';
  const time = '2026-11-26T12:00:00Z';
  const token = `token=${keys.configured}`;
  const head = { alg: 'ES512', kid: 'k1', tl_version: '2', tl_headers: 'X-Tl-Webhook-Timestamp,Content-Type' };

  function signature(
    path: string,
    fields: object = head,
    listed = `X-Tl-Webhook-Timestamp: ${time}\nContent-Type: application/json\n`,
  ) {
    const encoded = base64url(JSON.stringify(fields));
    const payload = base64url(`POST ${path}\n${listed}${body}`);
    const options = { key: keys.signing, dsaEncoding: 'ieee-p1363' } as const;
    return `${encoded}..${base64url(signBytes('sha512', Buffer.from(`${encoded}.${payload}`), options))}`;
  }
  const delivery = (value: string, headers: object = {}, query = token) =>
    requestOf(
      body,
      { 'content-type': 'application/json', 'x-tl-webhook-timestamp': time, 'tl-signature': value, ...headers },
      query,
    );

  it('is accepted over the path, with the query string or without it', () => {
    expect(accepts(delivery(signature('/hooks/inbox')))).toBe(true);
    expect(accepts(delivery(signature(`/hooks/inbox?${token}`)))).toBe(true);
  });

  it('is refused without the endpoint’s own token: everybody’s deliveries are signed with the same key', () => {
    for (const query of ['', 'token=', 'token=x', `${token}&token=x`]) {
      expect(accepts(delivery(signature('/hooks/inbox'), {}, query))).toBe(false);
    }
  });

  it('is refused for another path, header or algorithm', () => {
    expect(accepts(delivery(signature('/hooks/other')))).toBe(false);
    expect(accepts(delivery(signature('/hooks/inbox'), { 'x-tl-webhook-timestamp': '2026-11-27T12:00:00Z' }))).toBe(
      false,
    );
    expect(
      accepts(
        delivery(
          signature('/hooks/inbox', { ...head, tl_headers: 'Content-Type' }, 'Content-Type: application/json\n'),
        ),
      ),
    ).toBe(false);
    expect(accepts(delivery(signature('/hooks/inbox', { ...head, tl_headers: '' }, '')))).toBe(false);
    for (const fields of [{ alg: 'none' }, { alg: 'HS512' }, { alg: 'ES256' }, { tl_version: '1' }]) {
      expect(accepts(delivery(signature('/hooks/inbox', { ...head, ...fields })))).toBe(false);
    }
  });

  it('never says where its key is fetched', () => {
    const url = 'https://webhooks.truelayer.com/.well-known/jwks';
    for (const fields of [{ jku: 'https://evil.example/jwks' }, { kid: '../../evil' }]) {
      expect(keyUrl(delivery(signature('/hooks/inbox', { ...head, ...fields })))).toBe(url);
    }
    expect(keyUrl(delivery(signature('/hooks/inbox', { ...head, kid: undefined })))).toBeUndefined();
    expect(verdict(delivery(signature('/hooks/inbox')), [])).toEqual({ verified: false, reason: 'unknown_key' });
  });
});

describe('a signature of saleor over the body as it is', () => {
  const { keys, requestOf, accepts, keyUrl } = endpoint('saleor');
  const body = '{"issuedAt": "2026-11-26T12:00:00Z"}';
  const head = { alg: 'RS256', b64: false, crit: ['b64'], kid: 'k1' };
  const delivery = (fields: object, signed = body, domain = keys.configured) => {
    const encoded = base64url(JSON.stringify(fields));
    const bytes = signBytes('sha256', Buffer.from(`${encoded}.${signed}`), keys.signing);
    return requestOf(body, { 'saleor-domain': domain, 'saleor-signature': `${encoded}..${base64url(bytes)}` });
  };

  it('is accepted from the shop whose domain is configured, whose keys are asked for', () => {
    expect(accepts(delivery(head))).toBe(true);
    expect(keyUrl(delivery({ ...head, jku: 'https://evil.example/' }))).toBe(
      `https://${keys.configured}/.well-known/jwks.json`,
    );
  });

  it('is refused for another shop, body or algorithm, and with an encoded payload', () => {
    expect(accepts(delivery(head, body, 'other.example'))).toBe(false);
    expect(accepts(delivery(head, '{}'))).toBe(false);
    expect(accepts(delivery({ ...head, alg: 'none' }))).toBe(false);
    expect(accepts(delivery({ ...head, b64: true }, base64url(body)))).toBe(false);
    expect(accepts(delivery({ ...head, b64: undefined }, base64url(body)))).toBe(false);
  });
});

describe('the token of apple-app-store', () => {
  const { keys, requestOf, accepts, keyUrl } = endpoint('apple-app-store');
  const delivery = (claims: object, fields: object = { alg: 'ES256', x5c: [] }) => {
    const signed = `${base64url(JSON.stringify(fields))}.${base64url(JSON.stringify(claims))}`;
    const bytes = signBytes('sha256', Buffer.from(signed), { key: keys.signing, dsaEncoding: 'ieee-p1363' });
    return requestOf(JSON.stringify({ signedPayload: `${signed}.${base64url(bytes)}` }), {});
  };

  it('counts for the app that is configured, wherever it is named, and for no other', () => {
    for (const name of ['data', 'summary', 'externalPurchaseToken', 'appData']) {
      expect(accepts(delivery({ [name]: { bundleId: keys.configured } }))).toBe(true);
      expect(accepts(delivery({ [name]: { bundleId: 'com.example.other' } }))).toBe(false);
    }
    expect(accepts(delivery({ bundleId: keys.configured }))).toBe(false);
  });

  it('names no key and no URL: there is nothing to fetch', () => {
    for (const fields of [{ kid: 'k' }, { jku: 'https://evil.example/' }, { x5u: 'https://evil.example/' }]) {
      expect(keyUrl(delivery({}, { alg: 'ES256', ...fields }))).toBe('');
    }
  });
});

describe('a signature of plivo over URL, form and nonce', () => {
  const { keys, requestOf, accepts } = endpoint('plivo');
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'x-plivo-signature-v3-nonce': '1' };
  const body = 'To=2&From=1&Event=Ring';
  const signed = (content: string) => createHmac('sha256', keys.configured).update(content).digest('base64');
  const delivery = (signature: string, rawQuery = '') =>
    requestOf(body, { ...form, 'x-plivo-signature-v3': signature }, rawQuery);
  const right = signed(`${publicUrl}?EventRingFrom1To2.1`);

  it('is accepted, also as one of several', () => {
    expect(accepts(delivery(right))).toBe(true);
    expect(accepts(delivery(`${signed('x')},${right}`))).toBe(true);
  });

  it('is refused over the URL alone, or over fields in another order', () => {
    for (const content of [
      `${publicUrl}.1`,
      publicUrl,
      `${publicUrl}?To2From1EventRing.1`,
      `${publicUrl}EventRingFrom1To2.1`,
    ]) {
      expect(accepts(delivery(signed(content)))).toBe(false);
    }
    expect(accepts({ ...delivery(right), rawBody: Buffer.alloc(0) })).toBe(false);
  });
});

describe('the hash in an event of dropbox-sign', () => {
  const { keys, requestOf, accepts } = endpoint('dropbox-sign');
  const hash = createHmac('sha256', keys.configured).update('1525470811signature_request_sent').digest('hex');
  const event = (fields: object = {}) =>
    JSON.stringify({
      event: { event_type: 'signature_request_sent', event_time: '1525470811', event_hash: hash, ...fields },
    });
  const delivery = (json: string, type = 'multipart/form-data; boundary=b') =>
    requestOf(`--b\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n--b--\r\n`, {
      'content-type': type,
    });

  it('is accepted over time and type, in a multipart form or an encoded one', () => {
    expect(accepts(delivery(event()))).toBe(true);
    const encoded = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(accepts(requestOf(`json=${encodeURIComponent(event())}`, encoded))).toBe(true);
  });

  it('is refused with another time or type, and outside the form', () => {
    expect(accepts(delivery(event({ event_time: '1525470812' })))).toBe(false);
    expect(accepts(delivery(event({ event_type: 'signature_request_signed' })))).toBe(false);
    expect(accepts(requestOf(event(), { 'content-type': 'application/json' }))).toBe(false);
  });
});

describe('a signature of ebay, in a header that is JSON', () => {
  const { keys, requestOf, accepts, keyUrl } = endpoint('ebay');
  const body = '{"metadata":{"topic":"T"},"notification":{"notificationId":"n1"}}';
  const signature = signBytes('sha1', Buffer.from(body), keys.signing).toString('base64');
  const delivery = (fields: object) =>
    requestOf(body, { 'x-ebay-signature': Buffer.from(JSON.stringify(fields)).toString('base64') });

  it('is accepted, and names the key by an id that is nothing else', () => {
    expect(accepts(delivery({ alg: 'ecdsa', kid: 'k-1', signature, digest: 'SHA1' }))).toBe(true);
    const base = 'https://api.ebay.com/commerce/notification/v1/public_key/';
    expect(keyUrl(delivery({ kid: 'k-1', signature }))).toBe(`${base}k-1`);
    for (const kid of ['', '..', 'a/b', 'a?b', 'a#', '%2e', '@evil.example', 'x'.repeat(65), 7]) {
      expect(keyUrl(delivery({ kid, signature }))).toBe(kid === 7 ? `${base}7` : undefined);
    }
  });

  it('is refused elsewhere in the header, or over another body', () => {
    expect(accepts(delivery({ kid: 'k-1', sig: signature }))).toBe(false);
    expect(accepts(requestOf(body, { 'x-ebay-signature': signature }))).toBe(false);
    expect(accepts({ ...delivery({ kid: 'k-1', signature }), rawBody: Buffer.from(`${body} `) })).toBe(false);
  });
});
