import { X509Certificate } from 'node:crypto';
import { Environment, SignedDataVerifier } from '@apple/app-store-server-library';
import { verifySignatureWithJwks } from '@saleor/app-sdk/auth';
import { AppStrategy } from '@wix/sdk/auth/wix-app-oauth';
import ebayClient from 'event-notification-nodejs-sdk/lib/client.js';
import { validateSignature } from 'event-notification-nodejs-sdk/lib/validator.js';
import { type HttpMethod, verify as verifyTrueLayer } from 'truelayer-signing';
import { afterAll, vi } from 'vitest';
import { providerNamed } from '../support/accepts.ts';
import { testRoot } from '../support/published-keys.ts';
import { answerOf } from '../support/signed-delivery.ts';
import { agreeWithVendors, inBody, type Judged } from '../support/vendor-judge.ts';

/** What the provider's server would answer. */
const answer = (name: string, { keys }: Judged): string => answerOf(providerNamed(name), keys);

// Apple's code looks whether the certificates, which the test's own authority issues, were valid when a notification was signed.
vi.setSystemTime(new Date('2026-11-26T12:00:00Z'));
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function apple({ body, secret: bundleId, keys }: Judged) {
  const { signedPayload } = JSON.parse(body);
  const [head, claims] = signedPayload.split('.').map((text: string) => Buffer.from(text, 'base64url').toString());
  // The one authority issues for everybody here, where Apple's issues for Apple alone: another's key does not count.
  const [signer] = JSON.parse(head).x5c;
  if (!keys.published[0]?.equals(new X509Certificate(Buffer.from(signer, 'base64')).publicKey)) return false;
  const { data, summary } = JSON.parse(claims);
  // It must be told the app's number in production; the samples make one up.
  const { appAppleId } = data ?? summary;
  const roots = [new X509Certificate(testRoot).raw];
  return new SignedDataVerifier(roots, false, Environment.PRODUCTION, bundleId, appAppleId).verifyAndDecodeNotification(
    signedPayload,
  );
}

function ebay(judged: Judged) {
  const { body, header } = judged;
  vi.spyOn(ebayClient, 'getPublicKey').mockResolvedValue(JSON.parse(answer('ebay', judged)));
  return validateSignature(JSON.parse(body), header('x-ebay-signature'), {});
}

agreeWithVendors(
  {
    'apple-app-store': apple,
    ebay,
    saleor: (judged) =>
      verifySignatureWithJwks(answer('saleor', judged), judged.header('saleor-signature'), judged.body),
    truelayer: (judged) =>
      verifyTrueLayer({
        jwks: answer('truelayer', judged),
        signature: judged.header('tl-signature'),
        method: judged.request.method as HttpMethod,
        path: new URL(judged.request.publicUrl).pathname,
        body: judged.body,
        requiredHeaders: ['X-Tl-Webhook-Timestamp'],
        headers: { ...judged.headers },
      }),
    wix: ({ body, secret }) =>
      AppStrategy({
        appId: 'unused',
        publicKey: `-----BEGIN PUBLIC KEY-----\n${secret}\n-----END PUBLIC KEY-----`,
      }).decodeJWT?.(body),
  },
  { changes: { 'apple-app-store': inBody(/(?<=\.)./), wix: inBody(/(?<=\.)./) } },
);
