import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { decodeBody, maxMessageBytes, messageBytes } from '../../lambdas/processing/event-message.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { createFakeFlow } from '../support/fake-flow.ts';
import { apiEvent } from '../support/fake-inbox.ts';
import { stripeDelivery, stripeSecret } from '../support/sign-by-hand.ts';
import { attack } from './attack.ts';
import { headerOf, macBase64, macHex, paid, signedBy, type Target, withHeader } from './target.ts';

/** What would leave the queue: the bytes that were received. */
function queuedBytes({ inbox }: Target, index = 0): Buffer {
  const message = inbox.messages[index];
  const encoding = message?.attributes.encoding?.StringValue;
  if (encoding === 's3') return inbox.bodies.at(-1) ?? Buffer.alloc(0);
  return decodeBody(encoding === 'text' ? 'text' : 'base64', message?.body ?? '');
}

async function acceptsVerbatim(target: Target, body: string | Buffer): Promise<void> {
  target.inbox.messages.length = 0;
  target.inbox.received.length = 0;
  target.accepted(await target.send('stripe', signedBy.stripe(target, body)));
  expect(queuedBytes(target).equals(Buffer.from(body))).toBe(true);
}

const nested = '['.repeat(100_000) + ']'.repeat(100_000);

describe('bodies', () => {
  attack('BOD-01', async (target) => {
    await acceptsVerbatim(target, '{"id":"evt_a","id":"evt_b"}');
    expect(target.inbox.received).toEqual(['v1#stripe#p:evt_b']);
  });

  attack('BOD-03', async (target) => {
    target.refused(await target.send('stripe', { body: nested }));
    await acceptsVerbatim(target, nested);
    const provider = catalogue.get('stripe');
    if (!provider) throw new Error('no stripe');
    const runs: unknown[] = [];
    const options = { endpoints: { stripe: { provider } }, secrets: { stripe: stripeSecret } };
    const flow = createFakeFlow('stripe', options, { '*': ({ payload }) => runs.push(payload) });
    expect(await flow.deliver(stripeDelivery(nested, flow.inbox.clock.nowMs))).toBe(200);
    await flow.drain();
    expect([runs.length, flow.deadLetters.length]).toEqual([1, 0]);
  });

  attack('BOD-04', async (target) => {
    const keys = Array.from({ length: 60_000 }, (_, n) => `"key${n}":${n}`).join(',');
    await acceptsVerbatim(target, `{"id":"evt_1",${keys}}`);
    await acceptsVerbatim(target, `[${'0,'.repeat(450_000)}0]`);
  });

  attack('BOD-05', async (target) => {
    for (const id of ['12345678901234567890', '12345678901234567891', '1e400']) {
      await target.send('stripe', signedBy.stripe(target, `{"id":${id}}`));
    }
    expect(target.inbox.received).toEqual([
      'v1#stripe#p:12345678901234567890',
      'v1#stripe#p:12345678901234567891',
      'v1#stripe#p:1e400',
    ]);
  });

  attack('BOD-06', async (target) => {
    const [fe, ff] = [0xfe, 0xff].map((byte) =>
      Buffer.concat([Buffer.from('{"id":"'), Buffer.of(byte), Buffer.from('"}')]),
    );
    if (!fe || !ff) throw new Error('two bodies');
    const signed = signedBy.stripe(target, fe);
    target.refused(await target.send('stripe', { ...signed, body: ff }));
    await acceptsVerbatim(target, fe);
  });

  attack('BOD-10', async (target) => {
    for (const body of ['hello', 'null', '42', '"x"', '[]', 'true', 'NaN', '{', '\u0000']) {
      await acceptsVerbatim(target, body);
      expect(target.inbox.received[0]).toMatch(/^v1#stripe#h:/);
    }
  });

  attack('BOD-11', async (target) => {
    const form = 'application/x-www-form-urlencoded';
    const command = 'command=%2Fdeploy&text=a+b%21&trigger_id=13345224609.738474920';
    target.accepted(await target.send('slack', signedBy.slack(target, command, form)));
    expect(target.inbox.received[0]).toContain('13345224609.738474920');
    const body = `payload=${encodeURIComponent('{"ref":"refs/heads/main"}')}`;
    const push = withHeader(signedBy.github(target, body), 'content-type', form);
    target.accepted(await target.send('github', push), 2);
    expect(queuedBytes(target, 1).toString()).toBe(body);
  });

  attack('BOD-12', async (target) => {
    const types = [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/json; charset=evil',
      'image/png',
      null,
    ];
    for (const [index, type] of types.entries()) {
      const delivery = withHeader(signedBy.stripe(target), 'content-type', type);
      target.accepted(await target.send('stripe', delivery), index + 1);
    }
    const twice = signedBy.stripe(target);
    target.accepted(
      await target.send('stripe', { ...twice, headers: [...(twice.headers ?? []), ['content-type', 'text/html']] }),
      types.length + 1,
    );
    expect(new Set(target.inbox.received)).toEqual(new Set(['v1#stripe#p:evt_1']));
    for (const index of target.inbox.messages.keys()) expect(queuedBytes(target, index).toString()).toBe(paid);
  });

  attack('BOD-13', async (target) => {
    for (const body of [gzipSync(paid), gzipSync(Buffer.alloc(50_000_000))]) {
      target.inbox.messages.length = 0;
      const delivery = withHeader(signedBy.stripe(target, body), 'content-encoding', 'gzip');
      expect((await target.send('stripe', delivery)).statusCode).toBe(200);
      expect(queuedBytes(target).equals(body)).toBe(true);
    }
    const ofTheText = withHeader(signedBy.stripe(target, paid), 'content-encoding', 'gzip');
    expect((await target.send('stripe', { ...ofTheText, body: gzipSync(paid) })).statusCode).toBe(401);
  });

  attack('BOD-14', async (target) => {
    const bytes = Buffer.from([0, 1, 2, 0xff, 0xfe]);
    const delivery = withHeader(signedBy.stripe(target, bytes), 'content-type', 'application/octet-stream');
    expect(apiEvent('stripe', delivery).isBase64Encoded).toBe(true);
    target.accepted(await target.send('stripe', delivery));
    expect(queuedBytes(target).equals(bytes)).toBe(true);
  });

  attack('BOD-15', async (target) => {
    await target.send('stripe', {});
    const event = apiEvent('stripe', signedBy.stripe(target));
    const encoded = Buffer.from(paid).toString('base64');
    target.refused(await target.sendEvent({ ...event, body: encoded, isBase64Encoded: false }));
    target.refused(await target.sendEvent({ ...event, body: paid, isBase64Encoded: true }));
  });

  attack('BOD-16', async (target) => {
    for (const body of [
      '{"id": "evt_1"}\r\n',
      '\n{"id":"evt_1"}\n\n',
      '{\n  "id": "evt_1"\n}',
      '\ufeff{"id":"evt_1"}',
    ]) {
      await acceptsVerbatim(target, body);
    }
    const crlf = '{"id":"evt_1"}\r\n';
    const signed = signedBy.stripe(target, crlf);
    expect((await target.send('stripe', { ...signed, body: crlf.replace('\r', '') })).statusCode).toBe(401);
  });

  attack('BOD-17', async (target) => {
    const sizes = [786_431, 786_432, 786_433, maxMessageBytes - 1, maxMessageBytes, maxMessageBytes + 1];
    for (const fill of ['x', '\u0000']) {
      for (const size of sizes) {
        await acceptsVerbatim(target, Buffer.from(`{"id":"evt_1"}${fill.repeat(size - 14)}`));
        const [message] = target.inbox.messages;
        expect(messageBytes(message?.body ?? '', message?.attributes ?? {})).toBeLessThanOrEqual(maxMessageBytes);
      }
    }
  });

  attack('BOD-20', async (target) => {
    const forbidden = ['\u0000', '\ufffe', '\uffff', '\u000b', '\u001f', '\\ud800', '\\u0000'];
    for (const text of forbidden) {
      await acceptsVerbatim(target, `{"id":"evt_1","note":"${text}"}`);
      await acceptsVerbatim(target, `{"id":"evt${text}1"}`);
      const [message] = target.inbox.messages;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: SQS refuses these
      const refusedBySqs = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
      const values = Object.values(message?.attributes ?? {}).map(({ StringValue }) => StringValue);
      for (const value of [message?.body ?? '', ...values]) {
        expect(value).not.toMatch(refusedBySqs);
        expect(value.isWellFormed()).toBe(true);
      }
    }
  });

  attack('BOD-21', async (target) => {
    const names = ['endpoint', 'eventId', 'eventType', 'receivedAt', 'contentType', 'encoding'];
    for (const type of ['', 'x'.repeat(300_000), '\\u0000\\n\\u0007', 'Ω'.repeat(500), '\\ud800']) {
      await acceptsVerbatim(target, `{"id":"evt_1","type":"${type}","endpoint":"other","a1":1,"a2":1,"a3":1}`);
      const { attributes = {} } = target.inbox.messages[0] ?? {};
      expect(names).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect(attributes.endpoint?.StringValue).toBe('stripe');
      for (const { StringValue } of Object.values(attributes)) {
        expect(StringValue).not.toBe('');
        expect(StringValue.length).toBeLessThanOrEqual(256);
      }
    }
  });
});

describe('signatures over other bytes', () => {
  attack('SIG-10', async (target) => {
    const other = paid.replace('1099', '9901');
    for (const [endpoint, delivery] of [
      ['stripe', signedBy.stripe(target)],
      ['github', signedBy.github(target)],
      ['shopify', signedBy.shopify(target)],
      ['standard-webhooks', signedBy.standard(target)],
    ] as const) {
      target.refused(await target.send(endpoint, { ...delivery, body: other }));
    }
  });

  attack('SIG-12', async (target) => {
    const raw = '{ "id": "evt_1", "amount": 1.0, "name": "\\u00e9" }';
    const again = JSON.stringify(JSON.parse(raw));
    const wrong = signedBy.stripe(target, again);
    target.refused(await target.send('stripe', { ...wrong, body: raw }));
    target.accepted(await target.send('stripe', signedBy.stripe(target, raw)));
  });

  attack('SIG-13', async (target) => {
    const secret = target.keys('standard-webhooks').signing;
    const genuine = signedBy.standard(target);
    const content = `msg_1.${headerOf(genuine, 'webhook-timestamp')}.${paid}`;
    for (const key of [secret, secret.replace('whsec_', ''), Buffer.from(secret).toString('base64')]) {
      const delivery = withHeader(genuine, 'webhook-signature', `v1,${macBase64(key, content)}`);
      target.refused(await target.send('standard-webhooks', delivery));
    }
    const stripeKey = Buffer.from(target.keys('stripe').signing.replace('whsec_', ''), 'base64');
    const timestamp = String(target.nowMs / 1000);
    const decoded = macHex(stripeKey, timestamp, '.', paid);
    target.refused(
      await target.send(
        'stripe',
        withHeader(signedBy.stripe(target), 'stripe-signature', `t=${timestamp},v1=${decoded}`),
      ),
    );
  });
});
