import { describe, expect } from 'vitest';
import { formatLine } from '../../lambdas/runtime/journal.ts';
import { createInbox, messageRecord } from '../unit/processing/inbox.ts';
import { attack } from './attack.ts';
import { headerOf, paid, seconds, signedBy, withHeader } from './target.ts';

describe('what an answer tells', () => {
  attack('INF-01', async (target) => {
    const stripe = signedBy.stripe(target);
    const value = headerOf(stripe, 'stripe-signature');
    const reasons = new Set<string | undefined>();
    for (const delivery of [
      { body: paid },
      withHeader(stripe, 'stripe-signature', value.replace('v1=', 'v9=')),
      withHeader(stripe, 'stripe-signature', `${value}00`),
      signedBy.stripe(target, paid, seconds(target.nowMs - 400_000)),
      { ...stripe, body: `${paid} ` },
    ]) {
      target.refused(await target.send('stripe', delivery));
      const line = target.inbox.lines.at(-1);
      reasons.add(line?.kind === 'delivery' ? line.reason : undefined);
    }
    // The log tells them apart; the answer, compared byte for byte by `refused`, does not.
    expect(reasons.size).toBeGreaterThanOrEqual(3);
  });

  attack('INF-02', async (target) => {
    await target.send('stripe', {});
    const constant = { statusCode: 500, body: '{"message":"Internal Server Error"}' };
    const { nowMs } = target.inbox.ports;
    let calls = 0;
    target.inbox.ports.nowMs = nowMs;
    target.inbox.ports.sendMessage = () => {
      calls += 1;
      throw new TypeError('a secret detail at /var/task/index.mjs:1');
    };
    const answer = await target.send('stripe', signedBy.stripe(target));
    expect(answer).toMatchObject(constant);
    expect(calls).toBe(1);
    expect(JSON.stringify(answer) + target.inbox.printed()).not.toMatch(/secret detail|index\.mjs/);
  });
});

describe('what the log tells', () => {
  attack('INF-05', async (target) => {
    const personal = ['ada@example.com', '4242424242424242', 'Ada Lovelace', '+4915735980000'];
    const [email, card, name, phone] = personal;
    const body = JSON.stringify({ id: 'evt_1', type: 'invoice.paid', email, card, name, phone });
    await target.send('stripe', signedBy.stripe(target, body));
    await target.send('stripe', { body });
    const inbox = createInbox({
      '*': () => {
        throw new TypeError('no such customer');
      },
    });
    await inbox.run([messageRecord({ body })]);
    const printed = target.inbox.printed() + inbox.journal.map((line) => formatLine(line, 0)).join('\n');
    for (const text of personal) expect(printed).not.toContain(text);
  });

  attack('INF-06', async (target) => {
    const odd = ['a\nb', 'a\r\nb', 'a\u2028b', '\u001b[31mred', '","outcome":"accepted', 'x'.repeat(100_000)];
    for (const text of odd) {
      const body = JSON.stringify({ id: text, type: text });
      await target.send('stripe', withHeader(signedBy.stripe(target, body), 'user-agent', text));
    }
    const lines = target.inbox.printed().split('\n');
    expect(lines).toHaveLength(odd.length);
    for (const line of lines) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be printed
      expect(line).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
      const fields = Object.values(JSON.parse(line) as Record<string, unknown>);
      for (const field of fields) expect(String(field).length).toBeLessThanOrEqual(257);
    }
  });

  attack('INF-07', async (target) => {
    await target.send('stripe', {});
    const fromTheSdk = Object.assign(new Error('The conditional request failed: ada@example.com'), {
      name: 'ConditionalCheckFailedException',
      Item: { pk: { S: 'v1#stripe#p:evt_1' }, email: { S: 'ada@example.com' } },
      $metadata: { requestId: 'r-1', httpStatusCode: 400 },
      $response: { headers: { 'x-amz-security-token': 'session-token-0123456789' } },
    });
    target.inbox.ports.store = { receive: () => Promise.reject(fromTheSdk) };
    target.inbox.ports.sendMessage = () => Promise.reject(fromTheSdk);
    expect((await target.send('stripe', signedBy.stripe(target))).statusCode).toBe(503);
    target.inbox.ports.secretValue = () => Promise.reject(fromTheSdk);
    expect(target.inbox.printed()).not.toMatch(/ada@example|session-token|amz-security/);
  });
});
