import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import type { OperatorStore } from '../../lambdas/idempotency/store.ts';
import { connect } from '../../operator/connect.ts';
import { findLocalInbox } from '../../operator/local-inventory.ts';
import { endToEndApp, type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';
import { hmacHex, stripeDelivery } from '../support/sign-by-hand.ts';

let inbox: LocalInbox;
const secrets = new Map<string, string>();
let store: OperatorStore;

/** Finds the inbox as the command line does; the services' ports differ from start to start. */
async function look() {
  const found = await findLocalInbox({ INBOX_STATE_DIR: inbox.stateDirectory });
  if (!found) throw new Error('the command line does not find the inbox');
  const ports = connect(found);
  store = ports.store;
  for (const { name, secretArn } of found.endpoints.values()) {
    secrets.set(name, (await ports.secrets.read(secretArn ?? ''))?.current ?? '');
  }
}

beforeAll(async () => {
  inbox = await startLocalInbox(endToEndApp);
  await look();
}, 120_000);
afterAll(() => inbox?.remove());

const secretOf = (endpoint: string) => secrets.get(endpoint) ?? '';

async function post(endpoint: string, headers: Record<string, string>, body: Buffer | string) {
  const response = await fetch(`${inbox.url}/hooks/${endpoint}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

function sendStripe(id: string, secret = secretOf('stripe')) {
  const { headers, body } = stripeDelivery(`{"id":"${id}","type":"invoice.paid"}`, Date.now(), secret);
  return post('stripe', Object.fromEntries(headers), body);
}

const sendSigned = (endpoint: string, id: string, body: Buffer | string, contentType = 'application/octet-stream') =>
  post(endpoint, { 'content-type': contentType, 'x-id': id, 'x-signature': hmacHex(secretOf(endpoint), body) }, body);

function bodyOf(size: number, contentType: string): Buffer {
  if (contentType === 'application/octet-stream') return randomBytes(size);
  const text = Buffer.alloc(size, 'payload ');
  if (contentType === 'application/json' && size > 0) text[0] = text[size - 1] = '"'.charCodeAt(0);
  return text;
}

const attempts = (id: string, outcome: string) =>
  inbox.journal().filter((line) => line.kind === 'attempt' && line.eventId === id && line.outcome === outcome);
const attempted = (id: string, outcome: string) => inbox.journalUntil(() => attempts(id, outcome).length > 0);

const runInbox = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../bin/inbox.ts'), ...args], {
    env: { ...process.env, INBOX_STATE_DIR: inbox.stateDirectory },
  });

describe('the inbox on this machine', () => {
  it('accepts a signed delivery and completes it; the same event again is a duplicate that runs nothing', async () => {
    expect(await sendStripe('evt_twice')).toBe(200);
    await attempted('evt_twice', 'completed');
    expect(await sendStripe('evt_twice')).toBe(200);
    const lines = await inbox.journalUntil((all) =>
      all.some(
        ({ eventId, outcome, kind }) => kind === 'delivery' && eventId === 'evt_twice' && outcome === 'duplicate',
      ),
    );
    expect(lines.filter(({ kind, eventId }) => kind === 'attempt' && eventId === 'evt_twice')).toHaveLength(1);
  });

  it('refuses a forged delivery', async () => {
    expect(await sendStripe('evt_forged', 'whsec_of_somebody_else')).toBe(401);
    expect(inbox.journal().some(({ eventId }) => eventId === 'evt_forged')).toBe(false);
  });

  it('answers 404 where there is no endpoint', async () => {
    expect(await post('nope', {}, '{}')).toBe(404);
  });

  it('completes an event once for fifty identical deliveries at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendStripe('evt_fifty')));
    expect(new Set(answers)).toEqual(new Set([200]));
    await attempted('evt_fifty', 'completed');
    await inbox.journalUntil((all) => all.filter(({ eventId }) => eventId === 'evt_fifty').length >= 51);
    expect(attempts('evt_fifty', 'completed')).toHaveLength(1);
  });

  it('splits a batch and completes each of its events', async () => {
    const { stdout } = await runInbox('send', 'sendgrid', 'delivered', '--id', 'sg-1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ deliveries: [{ status: 200 }] });
    await attempted('sg-1', 'completed');
    await attempted('sg-1-open', 'completed');
  });

  it('makes a dead letter with its cause after five receives', async () => {
    expect(await sendSigned('failing', 'bad-1', '{}')).toBe(200);
    await attempted('bad-1', 'dead_lettered');
    expect(attempts('bad-1', 'retry')).toHaveLength(4);
    const { stdout } = await runInbox('dlq', 'show', 'failing', '--json');
    expect(stdout).toContain('the books are closed');
  });

  it('makes a dead letter at once when the processor says that trying again cannot help', async () => {
    expect(await sendSigned('failing', 'hopeless', '{}')).toBe(200);
    await attempted('hopeless', 'dead_lettered');
    expect(attempts('hopeless', 'retry')).toHaveLength(0);
  });

  it.each([
    ['nothing', 0, 'application/json'],
    ['255 KB of JSON', 255 * 1024, 'application/json'],
    ['one byte below 1 MiB', 1024 * 1024 - 1, 'application/json'],
    ['1 MiB', 1024 * 1024, 'application/json'],
    ['one byte beyond 1 MiB', 1024 * 1024 + 1, 'application/json'],
    ['4.4 MB of binary', 4_400_000, 'application/octet-stream'],
    ['5.9 MB of text', 5_900_000, 'text/plain'],
  ])('hands %s to the handler, byte for byte', async (title, size, contentType) => {
    const body = bodyOf(size, contentType);
    const id = `size-${title.replaceAll(/\W/g, '-')}`;
    expect(await sendSigned('sizes', id, body, contentType)).toBe(200);
    const [, bytes, sha256] = await inbox.outputMatches(new RegExp(`arrived ${id} (\\d+) ([0-9a-f]{64})`));
    expect(Number(bytes)).toBe(size);
    expect(sha256).toBe(createHash('sha256').update(body).digest('hex'));
  });

  it('answers 413 beyond what Lambda takes', async () => {
    expect(await sendSigned('sizes', 'too-large', randomBytes(4_800_000))).toBe(413);
  });

  it('loses nothing and completes nothing twice when it is killed under load', async () => {
    const answered: string[] = [];
    const sent = Array.from({ length: 500 }, (_, n) => `evt_kill_${n}`);
    let killing: Promise<void> | undefined;
    const sender = async () => {
      for (let id = sent.pop(); id !== undefined; id = sent.pop()) {
        const status = await sendStripe(id).catch(() => 0);
        if (status === 200) answered.push(id);
        if (answered.length === 150) killing ??= inbox.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    await killing;
    expect(answered.length).toBeGreaterThanOrEqual(150);
    await inbox.start();
    await look();
    // The last lines of the journal may have died with the stack: what counts is the record.
    const unfinished = new Set(answered);
    const settle = async () => {
      for (const id of unfinished) {
        const record = await store.read(eventKey('stripe', id));
        if (record?.status === 'COMPLETED') unfinished.delete(id);
      }
    };
    await expect.poll(async () => settle().then(() => unfinished.size), { timeout: 60_000, interval: 500 }).toBe(0);
    const completions = inbox
      .journal()
      .filter(
        ({ kind, outcome, eventId }) =>
          kind === 'attempt' && outcome === 'completed' && eventId?.startsWith('evt_kill_'),
      )
      .map(({ eventId }) => eventId);
    expect(completions).toHaveLength(new Set(completions).size);
  }, 120_000);
});
