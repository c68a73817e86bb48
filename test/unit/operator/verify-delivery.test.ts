import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { readHeaders } from '../../../operator/read-headers.ts';
import { verifyDelivery } from '../../../operator/verify-delivery.ts';
import { requestOf } from '../../support/webhook-request.ts';

const nowMs = 1_795_514_400_000;
const secret = 'whsec_0123456789abcdef0123456789abcdef';
const body = '{"id": "evt_1", "type": "invoice.paid"}';

const noKeys = () => Promise.reject(new Error('no key is needed'));

function judge(name: string, request: WebhookRequest, key = secret, at = nowMs) {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  return verifyDelivery({ provider, request, secret: key, nowMs: at }, noKeys);
}

function delivery(sent = body, arrived = sent, key: string | Buffer = secret): WebhookRequest {
  const timestamp = nowMs / 1000;
  const mac = createHmac('sha256', key).update(`${timestamp}.${sent}`).digest('hex');
  return requestOf(arrived, { headers: { 'stripe-signature': `t=${timestamp},v1=${mac}` } });
}

describe('a captured delivery', () => {
  it('is accepted with its id and type', async () => {
    expect(await judge('stripe', delivery())).toEqual({ accepted: true, eventId: 'evt_1', eventType: 'invoice.paid' });
  });

  it.each([
    ['parsed and written again', delivery(body, JSON.stringify(JSON.parse(body))), undefined],
    ['given a newline', delivery(body, `${body}\n`), /newline/],
    ['robbed of its newline', delivery(`${body}\n`, body), /newline/],
  ])('whose body was %s hears so', async (_, request, hint) => {
    const verdict = await judge('stripe', request);
    expect(verdict).toMatchObject({ accepted: false, step: 'signature_mismatch' });
    if (hint) expect(verdict).toMatchObject({ hints: expect.arrayContaining([expect.stringMatching(hint)]) });
  });

  it('hears that its body was parsed and written again when the signed text is what a program writes', async () => {
    const compact = JSON.stringify(JSON.parse(body));
    expect(await judge('stripe', delivery(compact, body))).toMatchObject({
      hints: expect.arrayContaining([expect.stringMatching(/parsed and written again/)]),
    });
  });

  it('hears that the secret was read as another kind', async () => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(await judge('stripe', delivery(body, body, key))).toMatchObject({
      hints: expect.arrayContaining([expect.stringMatching(/read as whsec/)]),
    });
  });

  it('hears what it was given instead of a secret', async () => {
    expect(await judge('stripe', delivery(), 'sk_live_0123456789')).toMatchObject({
      accepted: false,
      hints: expect.arrayContaining([expect.stringMatching(/API key/)]),
    });
  });

  it('hears how old it is', async () => {
    expect(await judge('stripe', delivery(), secret, nowMs + 3_600_000)).toMatchObject({
      step: 'timestamp_out_of_tolerance',
      hints: [expect.stringMatching(/^It is 3600 s old, and at most 300 s are accepted/)],
    });
  });

  it('hears which header is not there', async () => {
    expect(await judge('stripe', requestOf(body))).toMatchObject({
      step: 'missing_signature',
      hints: [expect.stringMatching(/^The header stripe-signature is not there/)],
    });
  });

  it('hears of both headers, where there may be two', async () => {
    expect(await judge('hookdeck', requestOf(body))).toMatchObject({
      step: 'missing_signature',
      hints: [
        expect.stringMatching(/^The header x-hookdeck-signature is not there/),
        expect.stringMatching(/^The header x-hookdeck-signature-2 is not there/),
      ],
    });
  });

  it('hears that another URL was signed', async () => {
    const sent = 'https://hooks.example.com/hooks/square';
    const signature = createHmac('sha256', 'a-square-key-0123456789').update(`${sent}/${body}`).digest('base64');
    const request = {
      ...requestOf(body, { headers: { 'x-square-hmacsha256-signature': signature } }),
      publicUrl: sent,
    };
    expect(await judge('square', request, 'a-square-key-0123456789')).toMatchObject({
      hints: expect.arrayContaining([expect.stringMatching(/Another URL was signed/)]),
    });
  });

  it('never shows the secret or the signature that would be right', async () => {
    const forged = requestOf(body, { headers: { 'stripe-signature': `t=${nowMs / 1000},v1=${'0'.repeat(64)}` } });
    const text = JSON.stringify(await judge('stripe', forged));
    const right = createHmac('sha256', secret)
      .update(`${nowMs / 1000}.${body}`)
      .digest('hex');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(right.slice(0, 16));
  });
});

describe('a file of headers', () => {
  it('is read as an HTTP client prints them, the request line aside', () => {
    expect([...readHeaders('POST /hooks/a HTTP/1.1\r\nX-A: 1\r\n> x-b: a: b\nX-A: 2\n\n')]).toEqual([
      ['x-a', '1,2'],
      ['x-b', 'a: b'],
    ]);
  });

  it('is read as JSON', () => {
    expect([...readHeaders('{"X-A": "1", "x-b": ["2", "3"]}')]).toEqual([
      ['x-a', '1'],
      ['x-b', '2,3'],
    ]);
  });

  it.each(['no header', '{"a"'])('is refused in one sentence when it is %j', (text) => {
    expect(() => readHeaders(text)).toThrow(/the file of --headers/);
  });
});
