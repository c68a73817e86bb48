import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { checkSecret } from '../../operator/check-secret.ts';
import { apiEvent, context, createFakeInbox, type HttpDelivery } from '../support/fake-inbox.ts';
import { hmacHex } from '../support/sign-by-hand.ts';
import { draftOf, newKeys, signed } from '../support/signed-delivery.ts';
import { attack } from './attack.ts';
import { headerOf, json, macBase64, macHex, paid, seconds, signedBy, type Target, withHeader } from './target.ts';

/** One endpoint for each way to write a signature: where it stands, and the delivery that is genuine. */
const genuine = (target: Target) =>
  [
    ['stripe', 'stripe-signature', signedBy.stripe(target)],
    ['github', 'x-hub-signature-256', signedBy.github(target)],
    ['shopify', 'x-shopify-hmac-sha256', signedBy.shopify(target)],
    ['standard-webhooks', 'webhook-signature', signedBy.standard(target)],
  ] as const;

async function refusesAll(
  target: Target,
  change: (value: string, delivery: HttpDelivery, header: string) => readonly string[],
): Promise<void> {
  for (const [endpoint, header, delivery] of genuine(target)) {
    for (const value of change(headerOf(delivery, header), delivery, header)) {
      target.refused(await target.send(endpoint, withHeader(delivery, header, value)));
    }
  }
}

const isHex = (value: string) => /[0-9a-f]{64}$/.test(value);

describe('the signature’s text', () => {
  attack('SIG-01', async (target) => {
    for (const [endpoint, header, delivery] of genuine(target)) {
      target.refused(await target.send(endpoint, withHeader(delivery, header, null)));
    }
    for (const provider of catalogue.values()) {
      const inbox = createFakeInbox({
        endpoints: { cold: { provider } },
        secrets: { cold: newKeys(provider, 'other').configured },
      });
      const answer = await inbox.handle(apiEvent('cold', { headers: [json], body: '{}' }), context);
      expect({ name: provider.name, status: answer.statusCode, body: answer.body }).toEqual({
        name: provider.name,
        status: 401,
        body: '{"message":"Unauthorized"}',
      });
      expect([...inbox.messages, ...inbox.received]).toEqual([]);
      // Whether the items of a batch are signed is seen when they are verified.
      if (!JSON.stringify(provider.verification).includes('"eachItem"')) {
        expect([provider.name, ...inbox.secretCalls]).toEqual([provider.name]);
      }
    }
  });

  attack('SIG-02', (target) => refusesAll(target, () => ['', ' ', ',', '=', 't=,v1=', 'v1,', 'sha256=']));

  attack('SIG-05', (target) =>
    refusesAll(target, (value) =>
      isHex(value) ? [`${value}zz`, `${value}a`, `${value} a`] : [`${value}zz`, `${value}=`, `${value}%`],
    ),
  );

  attack('SIG-06', (target) =>
    refusesAll(target, (value) => {
      const name = value.replace(/[0-9a-f]{64}$|[A-Za-z0-9+/]{43}=$/, '');
      return ['ab', 'YWI=', 'a', '='].map((short) => name + short);
    }),
  );

  attack('SIG-07', (target) =>
    refusesAll(target, (value) => [
      value.replace(/[0-9a-f]{64}$|[A-Za-z0-9+/]{43}=$/, (text) => 'é'.repeat(text.length)),
    ]),
  );

  attack('SIG-09', async (target) => {
    for (const [endpoint, header, delivery] of genuine(target)) {
      const value = headerOf(delivery, header);
      const [text = ''] = /[0-9a-f]{64}$|[A-Za-z0-9+/]{43}=$/.exec(value) ?? [];
      const encoding = isHex(value) ? 'hex' : 'base64';
      for (let bit = 0; bit < 256; bit += 1) {
        const bytes = Buffer.from(text, encoding);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const flipped = value.replace(text, bytes.toString(encoding));
        target.refused(await target.send(endpoint, withHeader(delivery, header, flipped)));
      }
    }
  });

  attack('SIG-34', async (target) => {
    for (const [endpoint, header, delivery] of genuine(target).slice(2)) {
      const value = headerOf(delivery, header);
      const last = value.at(-2) ?? '';
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const neighbour = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
      const base64url = value.replaceAll('+', '-').replaceAll('/', '_');
      const others = [
        value.slice(0, -1),
        `${value.slice(0, -2)}${neighbour}=`,
        `${value.slice(0, 20)} ${value.slice(20)}`,
      ];
      for (const other of [...others, ...(base64url === value ? [] : [base64url])]) {
        target.refused(await target.send(endpoint, withHeader(delivery, header, other)));
      }
    }
  });
});

describe('several signatures', () => {
  attack('SIG-14', async (target) => {
    const zero = '0'.repeat(64);
    const stripe = signedBy.stripe(target);
    const good = headerOf(stripe, 'stripe-signature');
    for (const value of [good.replace('v1=', `v1=${zero},v1=`), `${good},v1=${zero}`, `${good},v0=${zero}`]) {
      target.inbox.messages.length = 0;
      target.inbox.received.length = 0;
      target.accepted(await target.send('stripe', withHeader(stripe, 'stripe-signature', value)));
    }
    const standard = signedBy.standard(target);
    const value = `v1,${'A'.repeat(43)}= ${headerOf(standard, 'webhook-signature')}`;
    target.accepted(await target.send('standard-webhooks', withHeader(standard, 'webhook-signature', value)), 2);
  });

  attack('SIG-15', async (target) => {
    const stripe = signedBy.stripe(target);
    const good = headerOf(stripe, 'stripe-signature');
    const many = `,v1=${'0'.repeat(64)}`.repeat(10_000);
    const forged = good.replace(/,v1=.*/, many);
    target.refused(await target.send('stripe', withHeader(stripe, 'stripe-signature', forged)));
    // Beyond the bound a genuine one is not even looked at.
    const hidden = good.replace(',v1=', `${many},v1=`);
    target.refused(await target.send('stripe', withHeader(stripe, 'stripe-signature', hidden)));
  });

  attack('SIG-16', async (target) => {
    for (const [endpoint, header, delivery] of genuine(target)) {
      const good = headerOf(delivery, header);
      const bad = good.replace(/[0-9a-f]{64}$|[A-Za-z0-9+/]{43}=$/, (text) =>
        isHex(text) ? '0'.repeat(64) : `${'A'.repeat(43)}=`,
      );
      for (const pair of [
        [bad, good],
        [good, bad],
        [bad, bad],
      ]) {
        const others = (delivery.headers ?? []).filter(([name]) => name !== header);
        const twice = { ...delivery, headers: [...others, ...pair.map((value): [string, string] => [header, value])] };
        // Stripe's is a list, but then there are two timestamps, of which nobody can say which was signed.
        target.refused(await target.send(endpoint, twice));
      }
    }
  });

  attack('SIG-20', async (target) => {
    const github = signedBy.github(target);
    const withoutSha256 = withHeader(github, 'x-hub-signature-256', null);
    const { signing } = target.keys('github');
    const { createHmac } = await import('node:crypto');
    const sha1 = createHmac('sha1', signing).update(paid).digest('hex');
    target.refused(await target.send('github', withHeader(withoutSha256, 'x-hub-signature', `sha1=${sha1}`)));
    const own = headerOf(github, 'x-hub-signature-256').slice('sha256='.length);
    for (const label of ['sha512=', 'md5=', 'none=', 'sha1=', 'SHA256=', '']) {
      target.refused(await target.send('github', withHeader(github, 'x-hub-signature-256', label + own)));
    }
    target.refused(await target.send('github', withHeader(github, 'x-hub-signature-256', `sha1=${sha1}`)));
    const stripe = signedBy.stripe(target);
    const v0 = headerOf(stripe, 'stripe-signature').replace('v1=', 'v0=');
    target.refused(await target.send('stripe', withHeader(stripe, 'stripe-signature', v0)));
    const standard = signedBy.standard(target);
    for (const label of ['v1a,', 'v2,', 'none,', 'v1=']) {
      const value = headerOf(standard, 'webhook-signature').replace('v1,', label);
      target.refused(await target.send('standard-webhooks', withHeader(standard, 'webhook-signature', value)));
    }
  });
});

describe('where the signature stands', () => {
  attack('SIG-18', async (target) => {
    await target.send('github', {});
    target.inbox.lines.length = 0;
    const event = apiEvent('github', signedBy.github(target));
    const headers = Object.fromEntries(
      Object.entries(event.headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    target.accepted(await target.sendEvent({ ...event, headers }));
    const printed = target.inbox.lines.length;
    expect(printed).toBe(1);
    target.inbox.lines.unshift(...target.inbox.lines);
  });

  attack('SIG-19', async (target) => {
    const stripe = signedBy.stripe(target);
    const signature = headerOf(stripe, 'stripe-signature');
    const bare = withHeader(stripe, 'stripe-signature', null);
    for (const rawQuery of [`signature=${signature}`, `stripe-signature=${encodeURIComponent(signature)}`]) {
      target.refused(await target.send('stripe', { ...bare, rawQuery }));
    }
    target.refused(await target.send('stripe', withHeader(bare, 'cookie', `stripe-signature=${signature}`)));
    const event = apiEvent('stripe', bare);
    target.refused(await target.sendEvent({ ...event, cookies: [`stripe-signature=${signature}`] }));
  });

  attack('SIG-31', async (target) => {
    const { signing } = target.keys('twilio');
    const { createHash, createHmac } = await import('node:crypto');
    const bodySha256 = createHash('sha256').update(paid).digest('hex');
    const query = `b=2&a=%20x&bodySHA256=${bodySha256}`;
    const url = `https://hooks.example.com/hooks/twilio?${query}`;
    const signature = createHmac('sha1', signing).update(url).digest('base64');
    const delivery: HttpDelivery = {
      headers: [json, ['x-twilio-signature', signature], ['i-twilio-idempotency-token', 'token-1']],
      rawQuery: query,
      body: paid,
    };
    for (const other of [`a=%20x&b=2&bodySHA256=${bodySha256}`, query.replace('%20', '+'), `${query}&b=3`]) {
      target.refused(await target.send('twilio', { ...delivery, rawQuery: other }));
    }
    target.accepted(await target.send('twilio', delivery));
    expect(target.inbox.received[0]).toMatch(/^v1#twilio#p:token-1/);
  });
});

describe('the wrong key', () => {
  attack('SIG-11', async (target) => {
    for (const [endpoint, header, delivery] of genuine(target)) {
      const key = target.keys('slack').signing;
      const value = headerOf(delivery, header);
      const forged = isHex(value)
        ? value.replace(/[0-9a-f]{64}$/, macHex(key, endpoint === 'stripe' ? `${seconds(target.nowMs)}.` : '', paid))
        : value.replace(/[A-Za-z0-9+/]{43}=$/, macBase64(key, paid));
      target.refused(await target.send(endpoint, withHeader(delivery, header, forged)));
    }
  });

  attack('SIG-21', async (target) => {
    const { configured } = target.keys('discord');
    const timestamp = seconds(target.nowMs);
    for (const key of [configured, Buffer.from(configured, 'hex')]) {
      for (const signature of [hmacHex(key, timestamp, paid), hmacHex(key, timestamp, paid).repeat(2)]) {
        target.refused(
          await target.send('discord', {
            headers: [json, ['x-signature-timestamp', timestamp], ['x-signature-ed25519', signature]],
            body: paid,
          }),
        );
      }
    }
  });

  attack('SIG-38', async (target) => {
    const provider = catalogue.get('discord');
    if (!provider) throw new Error('no discord');
    const draft = draftOf(provider.samples[0], { nowMs: target.nowMs });
    const { headers, rawBody } = signed(provider, draft, target.keys('discord').signing, target.nowMs);
    const delivery: HttpDelivery = { headers: [...headers], body: rawBody };
    const signature = headers.get('x-signature-ed25519') ?? '';
    const s = Buffer.from(signature, 'hex');
    // S + L, the group's order: the same point, written with another scalar.
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const scalar = [...s.subarray(32)].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order;
    const shifted = Buffer.from(s);
    for (let at = 0; at < 32; at += 1) shifted[32 + at] = Number((scalar >> BigInt(8 * at)) & 255n);
    const odd = [signature.slice(2), `${signature}00`, signature.toUpperCase(), shifted.toString('hex')];
    for (const value of odd) {
      target.refused(await target.send('discord', withHeader(delivery, 'x-signature-ed25519', value)));
    }
    const later = String(Number(headers.get('x-signature-timestamp')) + 1);
    target.refused(await target.send('discord', withHeader(delivery, 'x-signature-timestamp', later)));
    target.accepted(await target.send('discord', delivery));
    // A key of small order, for which anybody can sign, is a wrong configuration.
    const weak = createFakeInbox({
      endpoints: { discord: { provider } },
      secrets: { discord: `01${'00'.repeat(31)}` },
    });
    const answer = await weak.handle(apiEvent('discord', delivery), context);
    expect([answer.statusCode, weak.messages, weak.received]).toEqual([500, [], []]);
  });

  attack('SIG-39', () => {
    const provider = catalogue.get('paypal');
    // PayPal signs a CRC-32 of the body and no more, so a captured delivery can carry another body: said, not hidden.
    expect(provider?.caution).toMatch(/CRC-32.*forge/);
  });
});

describe('the configured secret', () => {
  attack('SIG-24', async (target) => {
    const texts = ['{"current":null}', '{"current":0}', 'undefined', 'null', '[null]', '[0]', '[]', '', ' ', '[""]'];
    for (const current of texts) {
      const inbox = createFakeInbox({ endpoints: { stripe: { provider: stripeProvider() } }, secrets: { stripe: '' } });
      inbox.secretVersions.set('arn:stripe', { current, currentSinceMs: 0, previous: null });
      const timestamp = seconds(target.nowMs);
      const signature = macHex(current, timestamp, '.', paid);
      const headers = [json, ['stripe-signature', `t=${timestamp},v1=${signature}`]] as const;
      const answer = await inbox.handle(apiEvent('stripe', { headers, body: paid }), context);
      expect([current, answer.statusCode, answer.body]).toEqual([current, 500, '{"message":"Internal Server Error"}']);
      expect([...inbox.messages, ...inbox.received]).toEqual([]);
    }
  });

  attack('SIG-25', () => {
    const placeholders = ['changeme', 'test', 'REPLACE_ME', 'whsec_test', 'secret'];
    for (const name of ['stripe', 'slack', 'discord', 'standard-webhooks', 'sendgrid']) {
      const provider = catalogue.get(name);
      if (!provider) throw new Error(`no ${name}`);
      for (const placeholder of placeholders) {
        expect(() => checkSecret(placeholder, { name, provider }), `${name}: ${placeholder}`).toThrow(/takes/);
      }
    }
  });

  attack('SIG-26', async (target) => {
    const { inbox, nowMs } = target;
    const previous = target.keys('stripe').configured;
    inbox.secretVersions.set('arn:stripe', {
      current: 'whsec_the_new_one_0123456789',
      currentSinceMs: nowMs,
      previous,
    });
    target.accepted(await target.send('stripe', signedBy.stripe(target)));
  });

  attack('SIG-28', async (target) => {
    const { inbox } = target;
    await target.send('stripe', {});
    inbox.clock.nowMs += 61_000;
    const current = 'whsec_the_new_one_0123456789';
    inbox.secretVersions.set('arn:stripe', { current, currentSinceMs: 0, previous: null });
    const timestamp = seconds(inbox.clock.nowMs);
    const headers = [json, ['stripe-signature', `t=${timestamp},v1=${macHex(current, timestamp, '.', paid)}`]] as const;
    const answers = await Promise.all(Array.from({ length: 20 }, () => target.send('stripe', { headers, body: paid })));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(inbox.secretCalls).toHaveLength(1);
  });
});

describe('the verifier', () => {
  attack('SIG-33', () => {
    const folder = join(import.meta.dirname, '../../lambdas/verification');
    const comparing = readdirSync(folder)
      .filter((name) => !name.startsWith('sign'))
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
      .filter(({ text }) => /createHmac\(/.test(text));
    expect(comparing.length).toBeGreaterThan(1);
    for (const { name, text } of comparing) {
      expect(text, name).toContain('timingSafeEqual(');
      expect(/\bdigest === |=== (?:digest|signature)\b(?!\.length)|\.equals\(|Buffer\.compare/.test(text), name).toBe(
        false,
      );
    }
  });

  attack('SIG-36', async (target) => {
    const event = apiEvent('stripe', signedBy.stripe(target));
    await target.send('stripe', {});
    for (const odd of [['a'], { a: 1 }, null, 1, undefined]) {
      const headers = { ...event.headers, 'stripe-signature': odd } as unknown as Record<string, string>;
      target.refused(await target.sendEvent({ ...event, headers }));
    }
    target.inbox.ports.secretValue = () => Promise.reject(new Error('the store throws'));
    const cold = createFakeInbox({ endpoints: { stripe: { provider: stripeProvider() } }, secrets: { stripe: null } });
    cold.ports.secretValue = () => Promise.reject(new TypeError('the store throws'));
    const answer = await cold.handle(event, context);
    expect([answer.statusCode, cold.messages, cold.received]).toEqual([503, [], []]);
  });
});

function stripeProvider() {
  const provider = catalogue.get('stripe');
  if (!provider) throw new Error('no stripe');
  return provider;
}
