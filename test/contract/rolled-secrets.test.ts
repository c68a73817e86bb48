import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accepts } from '../support/accepts.ts';
import { requestOf } from '../support/webhook-request.ts';

const [own, old] = ['wbhsec_own', 'wbhsec_old'];
const body = '{"data":{"id":"evt_1"}}';
const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

/** https://docs.withpersona.com/docs/best-practices */
describe('persona, while the secret is rolled', () => {
  const t = '1795514400';
  const group = (secret: string, time = t) => `t=${time},v1=${hmac(secret, `${time}.${body}`)}`;
  const isAccepted = (signature: string, secret: string) =>
    accepts('persona', requestOf(body, { headers: { 'persona-signature': signature } }), secret);

  it('is verified with either of its secrets, whichever the header names first', () => {
    for (const signature of [`${group(own)} ${group(old)}`, `${group(old)} ${group(own)}`]) {
      expect([isAccepted(signature, own), isAccepted(signature, old)]).toEqual([true, true]);
      expect(isAccepted(signature, 'wbhsec_other')).toBe(false);
    }
  });

  it('is refused with two signatures that are both somebody else’s', () => {
    expect(isAccepted(`${group('a')} ${group('b')}`, own)).toBe(false);
  });
});
