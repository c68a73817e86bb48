import { WebhooksClient } from '@elevenlabs/elevenlabs-js/wrapper/webhooks.js';
import { HighLevel } from '@gohighlevel/api-client';
import { verifyWebhookSignature } from '@hookdeck/sdk/webhooks/index.js';
import fc from 'fast-check';
import { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { accepts, providerNamed } from '../support/accepts.ts';
import { draftOf, newKeys, signed } from '../support/signed-delivery.ts';
import { agreeWithVendors } from '../support/vendor-judge.ts';
import { requestOf } from '../support/webhook-request.ts';

async function verifyHookdeck(headers: Readonly<Record<string, string>>, rawBody: string, signingSecret: string) {
  return (await verifyWebhookSignature({ headers: { ...headers }, rawBody, signingSecret })).isValidSignature;
}

const silent = () => {};
const logger = { debug: silent, info: silent, warn: silent, error: silent };

/** Its code verifies, calls the function and signs what that answers, all in the handler of calls. */
function callInngest({ publicUrl, method, headers, rawBody }: WebhookRequest, signingKey: string, answer: string) {
  const client = new Inngest({ id: 'app', isDev: false, signingKey, logger });
  const called = client.createFunction({ id: 'function', triggers: { event: 'app/user.created' } }, () => answer);
  const url = new URL(`${publicUrl}?fnId=app-function&stepId=step`);
  const sent = { ...Object.fromEntries(headers), host: url.host };
  const call = new Request(url, { method, headers: sent, body: rawBody.toString() });
  return serve({ client, functions: [called] })(call);
}

agreeWithVendors({
  elevenlabs: ({ body, header, secret }) =>
    new WebhooksClient({}).constructEvent(body, header('elevenlabs-signature'), secret),
  highlevel: ({ request, header, secret }) =>
    new HighLevel({ clientId: 'unused', clientSecret: 'unused' }).webhooks.verifyEd25519Signature(
      request.rawBody,
      header('x-ghl-signature'),
      secret,
    ),
  hookdeck: ({ headers, body, secret }) => verifyHookdeck(headers, body, secret),
  inngest: async ({ request, secret }) => (await callInngest(request, secret, 'done')).ok,
});

/** The provider's first sample, signed with new keys. */
function signedSample(name: string) {
  const [provider, nowMs] = [providerNamed(name), Date.now()];
  const [sample] = provider.samples;
  if (!sample) throw new Error(`${name} has no sample`);
  const { signing, configured } = newKeys(provider, 'own');
  return { request: signed(provider, draftOf(sample, { nowMs }), signing, nowMs), secret: configured };
}

describe('what a vendor’s code accepts besides', () => {
  it('hookdeck: either of two signatures, while the secret is rolled', async () => {
    const { request, secret } = signedSample('hookdeck');
    const own = request.headers.get('x-hookdeck-signature') ?? '';
    const other = Buffer.alloc(32).toString('base64');
    const body = request.rawBody.toString();
    for (const [first, second] of [own, other].flatMap((one) => [own, other].map((two) => [one, two] as const))) {
      const headers = { 'x-hookdeck-signature': first, 'x-hookdeck-signature-2': second };
      const theirs = await verifyHookdeck(headers, body, secret);
      expect([first, accepts('hookdeck', requestOf(body, { headers }), secret)]).toEqual([first, theirs]);
      expect(theirs).toBe(first === own || second === own);
    }
  });
});

describe('what a vendor’s code signs is accepted', () => {
  it('inngest: the answer of a function, whatever it is', async () => {
    const { request, secret } = signedSample('inngest');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const answer = await callInngest(request, secret, text);
        const headers = { 'x-inngest-signature': answer.headers.get('x-inngest-signature') ?? '' };
        const body = Buffer.from(await answer.arrayBuffer());
        const changed = Buffer.concat([body, Buffer.from(' ')]);
        return (
          accepts('inngest', requestOf(body, { headers }), secret) &&
          !accepts('inngest', requestOf(changed, { headers }), secret)
        );
      }),
    );
  });
});
