import { describe, expect } from 'vitest';
import { header, rawBody } from '../../lambdas/verification/parts.ts';
import { hmac, standardWebhooks } from '../../lambdas/verification/schemes.ts';
import { attack } from './attack.ts';
import { headerOf, json, macHex, paid, signedBy, type Target, withHeader } from './target.ts';

/** Signed over exactly that text, as whoever has the secret could. */
async function refusesText(target: Target, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    target.refused(await target.send('stripe', signedBy.stripe(target, paid, text)));
    target.refused(await target.send('standard-webhooks', signedBy.standard(target, paid, text)));
    target.refused(await target.send('slack', signedBy.slack(target, paid, 'application/json', text)));
  }
}

const offset = ({ nowMs }: Target, seconds: number) => String(nowMs / 1000 + seconds);

describe('the timestamp', () => {
  attack('TIM-01', async (target) => {
    const bare = macHex(target.keys('stripe').signing, '.', paid);
    for (const value of [`v1=${bare}`, `v1=${macHex(target.keys('stripe').signing, paid)}`, `t,v1=${bare}`]) {
      target.refused(await target.send('stripe', { headers: [json, ['stripe-signature', value]], body: paid }));
    }
    const slack = signedBy.slack(target, paid, 'application/json');
    target.refused(await target.send('slack', withHeader(slack, 'x-slack-request-timestamp', null)));
    const standard = signedBy.standard(target);
    target.refused(await target.send('standard-webhooks', withHeader(standard, 'webhook-timestamp', null)));
  });

  attack('TIM-02', (target) => refusesText(target, ['', ' ', '  ']));

  attack('TIM-05', (target) => {
    const now = offset(target, 0);
    return refusesText(target, [
      `${now}.9`,
      `${now}abc`,
      `+${now}`,
      `-${now}`,
      `0x${now}`,
      `${now}e0`,
      'NaN',
      'Infinity',
    ]);
  });

  attack('TIM-06', (target) => {
    const fullWidth = offset(target, 0).replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    return refusesText(target, [fullWidth]);
  });

  attack('TIM-07', (target) => refusesText(target, ['9'.repeat(400), '9007199254740993', '1e308', '999999999999']));

  attack('TIM-09', (target) => refusesText(target, [offset(target, -301), offset(target, -31_536_000), '0', '1']));

  attack('TIM-10', async (target) => {
    for (const seconds of [-300, -299, 0, 299, 300]) {
      target.inbox.messages.length = 0;
      target.inbox.received.length = 0;
      target.accepted(await target.send('stripe', signedBy.stripe(target, paid, offset(target, seconds))));
    }
    target.inbox.messages.length = 0;
    target.inbox.received.length = 0;
    for (const seconds of [-301, 301]) {
      target.refused(await target.send('stripe', signedBy.stripe(target, paid, offset(target, seconds))));
    }
  });

  attack('TIM-11', (target) => refusesText(target, [offset(target, 301), offset(target, 31_536_000)]));

  attack('TIM-12', () => {
    const timestamp = header('x-time');
    const declare = (toleranceSeconds: number | undefined) =>
      hmac({
        hash: 'sha256',
        encoding: 'hex',
        signature: header('x-sig'),
        timestamp,
        ...(toleranceSeconds === undefined ? {} : { toleranceSeconds }),
        signedContent: [timestamp, '.', rawBody],
      });
    for (const tolerance of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.5, undefined]) {
      expect(() => declare(tolerance), String(tolerance)).toThrow(/toleranceSeconds/);
      if (tolerance !== undefined) expect(() => standardWebhooks({ toleranceSeconds: tolerance })).toThrow();
    }
  });

  attack('TIM-13', async (target) => {
    const genuine = signedBy.stripe(target);
    const value = headerOf(genuine, 'stripe-signature');
    for (const twice of [`t=1,${value}`, `${value},t=1`, `${value},t=${offset(target, 0)}`]) {
      target.refused(await target.send('stripe', withHeader(genuine, 'stripe-signature', twice)));
    }
  });

  attack('TIM-15', async (target) => {
    const [github, stripe] = [signedBy.github(target), signedBy.stripe(target)];
    await target.send('stripe', {});
    target.inbox.clock.nowMs += 6 * 60_000;
    target.accepted(await target.send('github', github));
    expect((await target.send('stripe', stripe)).statusCode).toBe(401);
    const again = signedBy.stripe(target, paid, String(target.inbox.clock.nowMs / 1000));
    target.accepted(await target.send('stripe', again), 2);
  });
});
