import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bury, type Letter, lettersIn } from './buried-letters.ts';
import { type OperatedInbox, startOperatedInbox } from './operated-inbox.ts';

let inbox: OperatedInbox;
beforeAll(async () => {
  inbox = await startOperatedInbox();
}, 120_000);
afterAll(() => inbox?.stack.remove());

let run = 0;
/** An id of its own for every test, for the tests share the stack. */
const unique = (name: string) => `${name}_${run}`;
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => unique(`${name}${n}`));

async function empty(name: string) {
  const { deadLetterQueueUrl } = inbox.endpoint(name);
  for (;;) {
    const batch = await inbox.ports.queues.receive(deadLetterQueueUrl, 10, 30);
    if (batch.length === 0) break;
    for (const { receiptHandle } of batch) await inbox.ports.queues.remove(deadLetterQueueUrl, receiptHandle);
  }
}

beforeEach(async () => {
  run += 1;
  inbox.breakAgain();
  await Promise.all([empty('stripe'), empty('acme')]);
});

describe('dlq list', { timeout: 120_000 }, () => {
  it('counts real dead letters by cause and event type', async () => {
    const [paid, again, odd] = [unique('paid'), unique('again'), unique('odd')];
    await inbox.sendStripe(paid, 'invoice.paid');
    await inbox.sendStripe(again, 'invoice.paid');
    await inbox.sendStripe(odd, 'customer.created', { customer: 7 });
    await inbox.died(paid, again, odd);
    expect(await inbox.json('dlq', 'list')).toMatchObject([
      {
        ...{ endpoint: 'stripe', waiting: 3, inFlight: 0, examined: 3 },
        groups: [
          { errorName: 'NonRetryableError', eventType: 'invoice.paid', count: 2 },
          { errorName: 'InvalidPayloadError', eventType: 'customer.created', count: 1 },
        ],
      },
      { endpoint: 'acme', waiting: 0, groups: [], oldest: null },
    ]);
    const { stdout } = await inbox.inbox('dlq', 'list', 'stripe');
    expect(stdout).toMatch(/^stripe +3 +0 +\d+ s$/m);
    expect(stdout).toMatch(/^ +2 +\d+ s +NonRetryableError +invoice\.paid$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('dlq show', { timeout: 120_000 }, () => {
  it('shows payload, cause, attempts, times and record, and consumes nothing', async () => {
    const id = unique('books');
    await inbox.sendStripe(id, 'charge.failed', { amount: 12345678901234567890n.toString(), note: 'a\u001b[2Jb' });
    await inbox.died(id);
    const { stdout } = await inbox.inbox('dlq', 'show', 'stripe');
    expect(stdout).toMatch(new RegExp(`^${id}  stripe, charge\\.failed, \\d+ B, application/json$`, 'm'));
    expect(stdout).toMatch(/^ {2}received \d\d:\d\d:\d\d, died \d\d:\d\d:\d\d, after 5 attempts$/m);
    expect(stdout).toMatch(/^ {2}TypeError: the books are closed$/m);
    expect(stdout).toMatch(/^ {2}record: FAILED, generation 0$/m);
    expect(stdout).toMatch(/^ {6}"type": "charge\.failed",$/m);
    expect(stdout).not.toContain('\u001b');
    expect(await inbox.json('dlq', 'show', 'stripe')).toMatchObject([
      { eventId: id, attempts: 5, errorName: 'TypeError', record: { status: 'FAILED', claims: 5 } },
    ]);
    expect(await inbox.ports.queues.counts(inbox.endpoint('stripe').deadLetterQueueUrl)).toEqual({
      waiting: 1,
      inFlight: 0,
    });
  });

  it('shows bytes as a dump, and fetches a payload that travelled through S3', async () => {
    const [binary, large] = [unique('binary'), unique('large')];
    const bytes = Buffer.from([0, 1, 2, 255, 27, 91, 50, 74]);
    await inbox.sendAcme(binary, bytes);
    await inbox.sendAcme(large, `"${'x'.repeat(1_200_000)}"`, 'application/json');
    await inbox.died(binary, large);
    const { stdout } = await inbox.inbox('dlq', 'show', 'acme');
    expect(stdout).toMatch(/^ {4}00000000 {2}00 01 02 ff 1b 5b 32 4a +\.\.\.\.\.\[2J$/m);
    expect(stdout).toMatch(/^ {4}… 1196002 characters more: --full shows them$/m);
    const shown = (await inbox.json('dlq', 'show', 'acme')) as {
      eventId: string;
      payload: string | null;
      payloadBase64: string;
    }[];
    const find = (id: string) => shown.find(({ eventId }) => eventId === id);
    expect(find(binary)).toMatchObject({ payload: null, payloadBase64: bytes.toString('base64') });
    expect(find(large)?.payload).toHaveLength(1_200_002);
  });
});

describe('dlq export', { timeout: 120_000 }, () => {
  it('is byte-exact, whatever the body and wherever it travelled, and consumes nothing', async () => {
    const bodies = new Map<string, Buffer>([
      [unique('json'), Buffer.from('{"n":1e400, "t":"\u2028 \u009b"}\r\n')],
      [unique('bytes'), randomBytes(2_000)],
      [unique('empty'), Buffer.alloc(0)],
      [unique('s3'), randomBytes(1_500_000)],
    ]);
    for (const [id, body] of bodies) expect(await inbox.sendAcme(id, body)).toBe(200);
    await inbox.died(...bodies.keys());
    const { code, stdout, stderr } = await inbox.inbox('dlq', 'export', 'acme');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '4 dead letters exported\n' });
    const letters = lettersIn(stdout);
    expect(letters.map(({ eventId }) => eventId).toSorted()).toEqual([...bodies.keys()].toSorted());
    for (const { eventId, bodyBase64 } of letters) {
      expect(Buffer.from(bodyBase64, 'base64').equals(bodies.get(eventId) ?? Buffer.from('?'))).toBe(true);
    }
    expect(letters[0]?.attributes.errorMessage).toEqual({ DataType: 'String', StringValue: 'nobody reads this' });
    expect(await inbox.deadLetters('acme')).toBe(4);
  });

  it('says which body is gone, exit code 1, and exports the letter all the same', async () => {
    const pointer = { bucket: 'nowhere-at-all', key: 'gone', size: 1, sha256: '00' };
    const { deadLetterQueueUrl } = inbox.endpoint('stripe');
    const text = (StringValue: string) => ({ DataType: 'String' as const, StringValue });
    const attributes = { endpoint: text('stripe'), eventId: text(unique('gone')), encoding: text('s3') };
    await inbox.ports.queues.send(deadLetterQueueUrl, { body: JSON.stringify(pointer), attributes });
    const { code, stdout, stderr } = await inbox.inbox('dlq', 'export', 'stripe');
    expect(code).toBe(1);
    expect(stderr).toContain('1 without a body, which could not be read');
    expect(lettersIn(stdout)).toMatchObject([{ eventId: unique('gone'), bodyBase64: null }]);
  });

  it('keeps a foreign message’s attributes, binary ones too', async () => {
    const attributes = {
      raw: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
      typed: { DataType: 'String.json', StringValue: '{}' },
    };
    await inbox.ports.queues.send(inbox.endpoint('stripe').deadLetterQueueUrl, { body: 'not ours', attributes });
    const [letter] = lettersIn((await inbox.inbox('dlq', 'export', 'stripe')).stdout);
    expect(letter?.attributes).toEqual({
      raw: { DataType: 'Binary', BinaryValue: 'AP8=' },
      typed: { DataType: 'String.json', StringValue: '{}' },
    });
    expect(Buffer.from(letter?.bodyBase64 ?? '', 'base64').toString()).toBe('not ours');
  });

  it('never touches a file of something else', async () => {
    for (const text of ['my notes', 'my notes\n', '{"a":1}\n']) {
      const path = join(inbox.stack.stateDirectory, 'notes.txt');
      writeFileSync(path, text);
      const { code, stderr } = await inbox.inbox('dlq', 'export', 'stripe', '--out', path);
      expect(stderr).toContain('holds something else than dead letters');
      expect(code).toBe(1);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });
});

describe('dlq redrive', { timeout: 120_000 }, () => {
  it('moves the whole queue through SQS, and repaired processors complete every event', async () => {
    const ids = numbered('whole', 25);
    await bury(inbox, ids);
    inbox.repair();
    const report = await inbox.json('dlq', 'redrive', 'stripe', '--rate', '500/s');
    expect(report).toMatchObject({ endpoints: [{ endpoint: 'stripe', by: 'sqs', redriven: 25, left: 0 }] });
    await inbox.completed(...ids);
    expect(await inbox.deadLetters('stripe')).toBe(0);
  });

  it('lets an event die again with its new cause alone', async () => {
    const id = unique('again');
    await bury(inbox, [id], { errorMessage: { DataType: 'String', StringValue: 'an old reason' } });
    await inbox.inbox('dlq', 'redrive', 'stripe');
    await inbox.died(id);
    const [letter, ...more] = lettersIn((await inbox.inbox('dlq', 'export', 'stripe')).stdout);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ eventId: id, errorMessage: 'the ledger is closed', attempts: 1 });
    expect(Object.keys(letter?.attributes ?? {})).toHaveLength(10);
  });

  it('lists in a dry run exactly what a real run moves', async () => {
    const [old, fresh] = [numbered('old', 12), numbered('fresh', 9)];
    await bury(inbox, old, { errorName: { DataType: 'String', StringValue: 'LedgerDown' } });
    await bury(inbox, fresh);
    const chosen = ['dlq', 'redrive', '--endpoint', 'stripe', '--error', 'Ledger*'];
    const idsIn = (report: unknown) =>
      (report as { endpoints: [{ letters: Letter[] }] }).endpoints[0].letters.map(({ eventId }) => eventId).toSorted();
    const dry = await inbox.json(...chosen, '--dry-run');
    expect(await inbox.deadLetters('stripe')).toBe(21);
    expect(idsIn(dry)).toEqual(old.toSorted());
    inbox.repair();
    const real = await inbox.json(...chosen);
    expect(idsIn(real)).toEqual(idsIn(dry));
    await inbox.completed(...old);
    const left = lettersIn((await inbox.inbox('dlq', 'export', 'stripe')).stdout);
    expect(left.map(({ eventId }) => eventId).toSorted()).toEqual(fresh.toSorted());
  });
});

describe('dlq purge', { timeout: 120_000 }, () => {
  it('deletes what is chosen and says how many, after --yes alone where nobody can be asked', async () => {
    await bury(inbox, numbered('doomed', 15), { errorName: { DataType: 'String', StringValue: 'Doomed' } });
    await bury(inbox, numbered('kept', 5));
    const refused = await inbox.inbox('dlq', 'purge', 'stripe', '--error', 'Doomed');
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr: 'inbox: dead letters are deleted for good and nobody is here to ask: say --yes to delete them\n',
    });
    expect(await inbox.deadLetters('stripe')).toBe(20);
    const { stdout } = await inbox.inbox('dlq', 'purge', 'stripe', '--error', 'Doomed', '--yes');
    expect(stdout).toBe('15 dead letters of stripe deleted\n');
    expect(await inbox.deadLetters('stripe')).toBe(5);
  });
});
