import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { verify as verifyGitHub } from '@octokit/webhooks-methods';
import { EventWebhook } from '@sendgrid/eventwebhook';
import { verifyKey as verifyDiscord } from 'discord-interactions';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Provider, Sample } from '../../../lambdas/providers/define-provider.ts';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import {
  bodyField,
  firstOf,
  header,
  headerList,
  headerParam,
  query,
  rawBody,
} from '../../../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../../../lambdas/verification/scheme.ts';
import {
  basicAuth,
  hmac,
  publicKey,
  standardWebhooks,
  token,
  unsigned,
} from '../../../lambdas/verification/schemes.ts';
import { sign } from '../../../lambdas/verification/sign.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { fillSample } from '../../../operator/fill-sample.ts';

const nowMs = Date.now();
const publicUrl = 'https://hooks.example.com/hooks/inbox';
const whsec = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

function draft(body: string | Buffer, headers: Record<string, string> = {}, rawQuery = ''): WebhookRequest {
  const rawBody = Buffer.from(body);
  return { method: 'POST', headers: new Map(Object.entries(headers)), rawQuery, publicUrl, rawBody };
}

function draftOf(sample: Sample): WebhookRequest {
  const { headers, body } = fillSample(sample, nowMs);
  return { method: 'POST', headers, rawQuery: '', publicUrl, rawBody: body };
}

const signed = (scheme: VerificationScheme, request: WebhookRequest, secret: string): WebhookRequest => ({
  ...request,
  ...sign(scheme, request, secret, nowMs),
});

const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rawEd25519 = ed25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64');

/** What signs and what the inbox is configured with. */
function keysOf({ verification, secret: { local } }: Provider): { signing: string; configured: string } {
  if (verification.kind === 'publicKey') {
    return verification.algorithm === 'ed25519'
      ? { signing: pem(ed25519.privateKey), configured: rawEd25519.toString('hex') }
      : { signing: pem(p256.privateKey), configured: spki(p256.publicKey) };
  }
  const prefix = local.kind === 'text' ? local.prefix : '';
  const secret = prefix + Buffer.alloc(24, 'key').toString('base64');
  return { signing: secret, configured: secret };
}

function providerNamed(name: string): Provider {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  return provider;
}

function signedSample(name: string) {
  const provider = providerNamed(name);
  const { signing, configured } = keysOf(provider);
  return { request: signed(provider.verification, draftOf(provider.samples[0]), signing), configured };
}

const headerOf = (request: WebhookRequest, name: string) => request.headers.get(name) ?? '';

describe('what is signed here is accepted by the library of', () => {
  it('Stripe', async () => {
    const { request, configured } = signedSample('stripe');
    const event = new Stripe('sk_test_unused').webhooks.constructEvent(
      request.rawBody,
      headerOf(request, 'stripe-signature'),
      configured,
    );
    expect(event.type).toBe('invoice.paid');
  });

  it('GitHub', async () => {
    const { request, configured } = signedSample('github');
    const signature = headerOf(request, 'x-hub-signature-256');
    expect(await verifyGitHub(configured, request.rawBody.toString(), signature)).toBe(true);
  });

  it('Twilio, for a form', () => {
    const { request, configured } = signedSample('twilio');
    const parameters = Object.fromEntries(new URLSearchParams(request.rawBody.toString()));
    const signature = headerOf(request, 'x-twilio-signature');
    expect(twilio.validateRequest(configured, signature, publicUrl, parameters)).toBe(true);
  });

  it('Twilio, for JSON with its hash in the query string', () => {
    const { verification } = providerNamed('twilio');
    const request = signed(verification, draft('{"a":1}', { 'content-type': 'application/json' }, 'flow=7'), 'token');
    const hash = createHash('sha256').update('{"a":1}').digest('hex');
    expect(request.rawQuery).toBe(`flow=7&bodySHA256=${hash}`);
    const url = `${publicUrl}?${request.rawQuery}`;
    expect(twilio.validateRequestWithBody('token', headerOf(request, 'x-twilio-signature'), url, '{"a":1}')).toBe(true);
  });

  it('Standard Webhooks', () => {
    const { verification, samples } = providerNamed('standard-webhooks');
    const request = signed(verification, draftOf(samples[0]), whsec);
    const payload = new Webhook(whsec).verify(request.rawBody.toString(), Object.fromEntries(request.headers));
    expect(payload).toMatchObject({ type: 'contact.created' });
  });

  it('SendGrid', () => {
    const { request, configured } = signedSample('sendgrid');
    const library = new EventWebhook();
    const key = library.convertPublicKeyToECDSA(configured);
    const signature = headerOf(request, 'x-twilio-email-event-webhook-signature');
    const timestamp = headerOf(request, 'x-twilio-email-event-webhook-timestamp');
    expect(library.verifySignature(key, request.rawBody, signature, timestamp)).toBe(true);
  });

  it('Discord', async () => {
    const { request, configured } = signedSample('discord');
    const signature = headerOf(request, 'x-signature-ed25519');
    const timestamp = headerOf(request, 'x-signature-timestamp');
    expect(await verifyDiscord(request.rawBody, signature, timestamp, configured)).toBe(true);
  });
});

const signature = header('x-signature');
const shared = { hash: 'sha256', encoding: 'hex', signature } as const;

const schemes: readonly [string, VerificationScheme, signing: string, configured?: string][] = [
  ['a token in a header', token(header('x-token')), 'a-token'],
  ['a token in the query string', token(query('token')), 'a+b/c='],
  ['basic authentication', basicAuth(), 'ada:secret'],
  ['a secret in base64', hmac({ ...shared, secretFormat: 'base64', signedContent: [rawBody] }), 'c2VjcmV0'],
  [
    'a timestamp in milliseconds',
    hmac({
      ...shared,
      timestamp: header('x-time'),
      timestampUnit: 'ms',
      toleranceSeconds: 60,
      signedContent: [header('x-time'), rawBody],
    }),
    'secret',
  ],
  [
    'a timestamp as ISO date',
    hmac({
      ...shared,
      timestamp: header('x-time'),
      timestampUnit: 'iso8601',
      toleranceSeconds: 60,
      signedContent: [header('x-time'), rawBody],
    }),
    'secret',
  ],
  [
    'a header of parameters with another separator',
    hmac({ ...shared, signature: headerParam('x-sig', 'h', { separator: ';' }), signedContent: [rawBody] }),
    'secret',
  ],
  [
    'a list of signatures',
    hmac({ ...shared, signature: headerList('x-sig', { separator: ',', prefix: 'v2 ' }), signedContent: [rawBody] }),
    'secret',
  ],
  [
    'RSA',
    publicKey({
      algorithm: 'rsa-sha256',
      encoding: 'base64url',
      keyFormat: 'spki',
      signature,
      signedContent: [rawBody],
    }),
    pem(rsa.privateKey),
    spki(rsa.publicKey),
  ],
  ['Standard Webhooks v1a', standardWebhooks(), pem(ed25519.privateKey), `whpk_${rawEd25519.toString('base64')}`],
  ['Standard Webhooks under another prefix', standardWebhooks({ headerPrefix: 'svix' }), whsec],
  ['nothing, for a reason', unsigned({ reason: 'only reachable inside the house' }), ''],
];

describe('signing with a scheme of the user’s own', () => {
  it.each(schemes)('verifies: %s', (_, scheme, signing, configured = signing) => {
    const request = signed(scheme, draft('{"id":"1"}'), signing);
    expect(verify(scheme, request, [configured], nowMs)).toEqual({ verified: true, secretIndex: 0 });
  });

  it('puts timestamp and signature into one header', () => {
    const { request } = signedSample('stripe');
    expect(headerOf(request, 'stripe-signature')).toMatch(/^t=\d{10},v1=[0-9a-f]{64}$/);
  });

  it('replaces what an earlier signing left', () => {
    const { verification } = providerNamed('stripe');
    const twice = signed(verification, signed(verification, draft('{}'), 'whsec_old'), 'whsec_new');
    expect(headerOf(twice, 'stripe-signature').match(/v1=/g)).toHaveLength(1);
    expect(verify(verification, twice, ['whsec_new'], nowMs).verified).toBe(true);
  });

  it('leaves each parameter of a header in the place that a sample gives it', () => {
    const part = (name: string) => headerParam('x-sig', name, { separator: ', ' });
    const scheme = hmac({ ...shared, signature: part('v'), signedContent: [part('env'), rawBody] });
    const { headers } = signed(scheme, draft('{}', { 'x-sig': 'v=stale, env=main, v=older' }), 'secret');
    expect(headers.get('x-sig')).toMatch(/^v=[\w+/=]+, env=main$/);
  });

  it('makes up the id that a Standard Webhook needs, and keeps one that is there', () => {
    const scheme = standardWebhooks({ headerPrefix: 'svix' });
    expect(headerOf(signed(scheme, draft('{}'), whsec), 'svix-id')).toMatch(/^msg_\w{24}$/);
    expect(headerOf(signed(scheme, draft('{}', { 'svix-id': 'msg_1' }), whsec), 'svix-id')).toBe('msg_1');
  });

  it('uses the header that the sample uses, where a provider has two names for it', () => {
    const either = hmac({ ...shared, signature: firstOf(header('new'), header('old')), signedContent: [rawBody] });
    expect([...signed(either, draft('x'), 'secret').headers.keys()]).toEqual(['old']);
    expect([...signed(either, draft('x', { new: 'stale' }), 'secret').headers.keys()]).toEqual(['new']);
  });

  it('leaves a timestamp that stands in the body alone', () => {
    const timestamp = bodyField('at');
    const scheme = hmac({ ...shared, timestamp, toleranceSeconds: 60, signedContent: [rawBody] });
    const request = signed(scheme, draft(`{"at":${Math.floor(nowMs / 1000)}}`), 'secret');
    expect(verify(scheme, request, ['secret'], nowMs).verified).toBe(true);
  });

  it.each([
    ['an empty secret', hmac({ ...shared, signedContent: [rawBody] }), '', 'the signing secret is empty or not text'],
    ['no PEM', providerNamed('discord').verification, 'abc', 'the private key is not a private key in PEM'],
    [
      'a key of another kind',
      providerNamed('discord').verification,
      pem(rsa.privateKey),
      'the private key is of type rsa, not ed25519',
    ],
    [
      'a public key',
      standardWebhooks(),
      `whpk_${rawEd25519.toString('base64')}`,
      'a public key (whpk_…) verifies but cannot sign: give the private key in PEM',
    ],
    ['a token in the body', token(bodyField('token')), 'x', 'the body has no {signature} where its signature stands'],
    [
      'a delivery without what is signed',
      hmac({ ...shared, signedContent: [header('x-id'), rawBody] }),
      'secret',
      'the delivery lacks a part that is signed',
    ],
  ])('says in one sentence what is wrong with %s', (_, scheme, secret, sentence) => {
    expect(() => sign(scheme, draft('{}'), secret, nowMs)).toThrow(new ConfigurationError(sentence));
  });
});
