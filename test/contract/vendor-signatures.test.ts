import { signRequest } from '@contentful/node-apps-toolkit';
import { Signature } from '@hubspot/api-client';
import { generateWebhookSignature } from '@hygraph/utils';
import { signatureHelper } from '@kontent-ai/webhook-helper';
import { encodeSignatureHeader } from '@sanity/webhook';
import { calculateWebhookSignature, computeSignedData } from '@sinch/sdk-core';
import { WorkOS } from '@workos-inc/node';
import { v2 as cloudinary } from 'cloudinary';
import fc from 'fast-check';
import ModernTreasury from 'modern-treasury';
import { SignatureValidator as MollieValidator } from 'mollie-api-typescript/utils/webhooks/index.js';
import { Retell } from 'retell-sdk';
import { Webhook as Svix } from 'svix';
import { describe, it } from 'vitest';
import { accepts } from '../support/accepts.ts';
import { requestOf } from '../support/webhook-request.ts';

const text = fc.string({ unit: 'binary', maxLength: 200 });
const secretText = fc.string({ minLength: 8, maxLength: 60 }).filter((secret) => secret.trim() !== '');

type Headers = Readonly<Record<string, string>>;
/** The headers that the vendor's code makes, or tells its users to make, for a body. */
type Signer = (body: string, secret: string) => Headers | Promise<Headers>;

const { publicUrl } = requestOf('');

const signers: Readonly<Record<string, Signer>> = {
  cloudinary: (body, secret) => {
    const timestamp = Math.floor(Date.now() / 1000);
    cloudinary.config({ signature_algorithm: body.length % 2 === 0 ? 'sha1' : 'sha256' });
    const signature = cloudinary.utils.webhook_signature(body, timestamp, { api_secret: secret });
    return { 'x-cld-timestamp': String(timestamp), 'x-cld-signature': signature };
  },
  hubspot: (requestBody, clientSecret) => {
    const timestamp = Date.now();
    const signed = { signatureVersion: 'v3', url: publicUrl, requestBody, timestamp, clientSecret };
    const signature = Signature.getSignature('POST', 'v3', { ...signed, signature: '' });
    return { 'x-hubspot-request-timestamp': String(timestamp), 'x-hubspot-signature-v3': signature };
  },
  'kontent-ai': (body, secret) => ({ 'x-kontent-ai-signature': signatureHelper.getHashFromString(body, secret) }),
  'modern-treasury': (body, key) => {
    const { webhooks } = new ModernTreasury({ apiKey: 'unused', organizationID: 'unused' });
    return { 'x-signature': webhooks.getSignature(body, { key }) };
  },
  mollie: async (body, secret) => ({
    'x-mollie-signature': `sha256=${await MollieValidator.createSignature(body, secret)}`,
  }),
  retell: async (body, secret) => ({ 'x-retell-signature': await Retell.sign(body, secret) }),
  sinch: (body, secret) => {
    const [nonce, timestamp] = ['01FJA8B4A7BM43YGWSG9GBV067', String(Math.floor(Date.now() / 1000))];
    return {
      'x-sinch-webhook-signature': calculateWebhookSignature(computeSignedData(body, nonce, timestamp), secret),
      'x-sinch-webhook-signature-nonce': nonce,
      'x-sinch-webhook-signature-timestamp': timestamp,
    };
  },
};

/** These sign no empty body. */
const signersOfText: Readonly<Record<string, Signer>> = {
  hygraph: (rawPayload, secret) => ({ 'gcms-signature': generateWebhookSignature({ rawPayload, secret }) }),
  sanity: async (body, secret) => ({
    'sanity-webhook-signature': await encodeSignatureHeader(body, Date.now(), secret),
  }),
};

describe('what a vendor’s SDK signs is accepted, whatever the body:', () => {
  const cases = [
    ...Object.entries(signers).map(([name, signer]) => [name, signer, text] as const),
    ...Object.entries(signersOfText).map(
      ([name, signer]) => [name, signer, text.filter((body) => body !== '')] as const,
    ),
  ];
  it.each(cases)('%s', async (name, signer, bodies) => {
    await fc.assert(
      fc.asyncProperty(bodies, secretText, async (body, secret) => {
        const headers = await signer(body, secret);
        const changed = requestOf(`${body} `, { headers });
        return accepts(name, requestOf(body, { headers }), secret) && !accepts(name, changed, secret);
      }),
    );
  });

  it('svix', () => {
    const key = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'));
    fc.assert(
      fc.property(text, key, (body, base64) => {
        const [secret, now] = [`whsec_${base64}`, new Date()];
        const headers = {
          'svix-id': 'msg_1',
          'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
          'svix-signature': new Svix(secret).sign('msg_1', now, body),
        };
        return accepts('svix', requestOf(body, { headers }), secret);
      }),
    );
  });

  it('contentful', () => {
    const key = fc.string({ minLength: 64, maxLength: 64 }).filter((secret) => !/\s/.test(secret));
    const path = new URL(publicUrl).pathname;
    fc.assert(
      fc.property(text, key, (body, secret) => {
        const signature = signRequest(secret, { method: 'POST', path, headers: {}, body }, Date.now());
        return accepts('contentful', requestOf(body, { headers: { ...signature } }), secret);
      }),
    );
  });

  it('workos', async () => {
    const { webhooks } = new WorkOS('sk_unused');
    await fc.assert(
      fc.asyncProperty(fc.object(), secretText, async (payload, secret) => {
        const now = Date.now();
        const signature = await webhooks.computeSignature(now, payload as never, secret);
        const headers = { 'workos-signature': `t=${now}, v1=${signature}` };
        return accepts('workos', requestOf(JSON.stringify(payload), { headers }), secret);
      }),
    );
  });
});
