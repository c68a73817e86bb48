import { createHmac } from 'node:crypto';

/** Straight-line HMAC, independent of the code under test. */
export const hmacHex = (secret: string | Buffer, ...content: (string | Buffer)[]) =>
  createHmac('sha256', secret)
    .update(Buffer.concat(content.map((piece) => Buffer.from(piece))))
    .digest('hex');

export const stripeSecret = 'whsec_test_0123456789abcdef';

/** A delivery as Stripe would send it at the given time. */
export function stripeDelivery(body: string | Buffer, nowMs: number, secret = stripeSecret) {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = hmacHex(secret, timestamp, '.', body);
  return {
    headers: [
      ['content-type', 'application/json'],
      ['stripe-signature', `t=${timestamp},v1=${signature}`],
    ] as [string, string][],
    body,
  };
}
