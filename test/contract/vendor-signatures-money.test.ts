import { hmacValidator as AdyenValidator } from '@adyen/api-library';
import braintree from 'braintree';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts } from '../support/accepts.ts';
import { formOf, requestOf } from '../support/webhook-request.ts';

describe('what the SDK of a vendor who signs fields signs is accepted:', () => {
  it('adyen, whichever of the signed fields are there', () => {
    const field = fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined });
    const item = fc.record({
      pspReference: fc.string({ minLength: 1 }),
      originalReference: field,
      merchantAccountCode: fc.string(),
      merchantReference: field,
      amount: fc.record({ value: fc.integer({ min: 0 }), currency: fc.constantFrom('EUR', 'JPY') }),
      eventCode: fc.constantFrom('AUTHORISATION', 'REFUND'),
      success: fc.constantFrom('true', 'false'),
    });
    const hexKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((key) => Buffer.from(key).toString('hex'));
    fc.assert(
      fc.property(item, hexKey, (fields, key) => {
        const hmacSignature = new AdyenValidator().calculateHmac(fields as never, key);
        const notificationItems = [{ NotificationRequestItem: { ...fields, additionalData: { hmacSignature } } }];
        return accepts('adyen', requestOf(JSON.stringify({ live: 'false', notificationItems })), key);
      }),
    );
  });

  it('braintree, for each kind that its testing gateway makes', async () => {
    const environment = braintree.Environment.Sandbox;
    const keys = { merchantId: 'm', publicKey: 'p', privateKey: 'a private key' };
    const gateway = new braintree.BraintreeGateway({ environment, ...keys });
    for (const kind of ['check', 'subscription_canceled', 'dispute_opened'] as const) {
      const form = new URLSearchParams({ ...(await gateway.webhookTesting.sampleNotification(kind, 'id1')) });
      expect(accepts('braintree', formOf(form.toString()), keys.privateKey)).toBe(true);
    }
  });
});
