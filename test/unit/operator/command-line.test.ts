import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatLine, type JournalLine } from '../../../lambdas/runtime/journal.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { runCommandLine } from '../../../operator/command-line/run-command-line.ts';
import { type FakeServer, ServiceError, startHttpServer, startJsonService } from './fake-services.ts';
import { providerNamed } from './inbox-fixture.ts';

const nowMs = Date.UTC(2026, 10, 25, 12);
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const stripe = providerNamed('stripe');

let folder = '';
let servers: FakeServer[] = [];
/** Answers of the hooks when set; else the signature decides. */
let status: number | null = null;
const secrets = new Map<string, string[]>();
const records = new Map<string, Record<string, object>>();
const queues = new Map<string, { id: string; body: string; attributes: object; visible: boolean }[]>();

const moves: number[] = [];
const rates: unknown[] = [];

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const queueOf = (input: Record<string, unknown>) => queues.get(String(input.QueueUrl)) ?? [];

async function startServices() {
  const hooks = await startHttpServer(({ headers, body }, response) => {
    const request = {
      method: 'POST',
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      rawQuery: '',
      publicUrl: '',
      rawBody: body,
    };
    const { verified } = verify(stripe.verification, request, [secret], nowMs);
    response.writeHead(status ?? (verified ? 200 : 401)).end();
  });
  const secretsmanager = await startJsonService({
    GetSecretValue: ({ SecretId, VersionStage }) => {
      const value = secrets.get(String(SecretId))?.at(VersionStage === 'AWSPREVIOUS' ? -2 : -1);
      if (value === undefined) throw new ServiceError('ResourceNotFoundException');
      return { SecretString: value, CreatedDate: nowMs / 1000 - 60 };
    },
    PutSecretValue: ({ SecretId, SecretString }) => {
      const arn = String(SecretId);
      secrets.set(arn, [...(secrets.get(arn) ?? []), String(SecretString)]);
    },
  });
  const sqs = await startJsonService({
    GetQueueAttributes: (input) => ({
      Attributes: {
        QueueArn: String(input.QueueUrl),
        ApproximateNumberOfMessages: String(queueOf(input).filter(({ visible }) => visible).length),
        ApproximateNumberOfMessagesNotVisible: String(queueOf(input).filter(({ visible }) => !visible).length),
      },
    }),
    ReceiveMessage: (input) => {
      const batch = queueOf(input).filter(({ visible }) => visible);
      for (const message of batch) message.visible = false;
      return {
        Messages: batch.map(({ id, body, attributes }) => ({
          MessageId: id,
          ReceiptHandle: id,
          Body: body,
          MD5OfBody: md5(body),
          MessageAttributes: attributes,
          Attributes: { SentTimestamp: String(nowMs - 1000) },
        })),
      };
    },
    ChangeMessageVisibility: (input) => {
      for (const message of queueOf(input)) if (message.id === input.ReceiptHandle) message.visible = true;
    },
    SendMessage: (input) => {
      const message = {
        id: 'sent',
        body: String(input.MessageBody),
        attributes: input.MessageAttributes as object,
        visible: true,
      };
      queues.set(String(input.QueueUrl), [...queueOf(input), message]);
      return { MessageId: 'sent', MD5OfMessageBody: md5(message.body) };
    },
    StartMessageMoveTask: ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond }) => {
      rates.push(MaxNumberOfMessagesPerSecond);
      const moved = queues.get(String(SourceArn)) ?? [];
      queues.set(String(DestinationArn), [...(queues.get(String(DestinationArn)) ?? []), ...moved]);
      queues.set(String(SourceArn), []);
      moves.push(moved.length);
    },
    ListMessageMoveTasks: () => ({
      Results: moves.slice(-1).map((moved) => ({
        ...{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: moved, StartedTimestamp: moves.length },
      })),
    }),
    DeleteMessage: (input) => {
      queues.set(
        String(input.QueueUrl),
        queueOf(input).filter(({ id }) => id !== input.ReceiptHandle),
      );
    },
  });
  const dynamodb = await startJsonService({
    Scan: () => ({ Items: [] }),
    GetItem: ({ Key }) => ({ Item: records.get((Key as { pk: { S: string } }).pk.S) }),
    UpdateItem: ({ Key }) => {
      const item = records.get((Key as { pk: { S: string } }).pk.S);
      if ((item?.status as { S: string } | undefined)?.S === 'COMPLETED')
        return { Attributes: { ...item, status: { S: 'RECEIVED' }, gen: { N: '1' } } };
      throw new ServiceError('ConditionalCheckFailedException', { Item: item });
    },
  });
  servers = [hooks, secretsmanager, sqs, dynamodb];
  return { hooks, secretsmanager, sqs, dynamodb };
}

const deadLetter = {
  id: 'message-1',
  body: '{"id":"evt_dead"}',
  attributes: {
    endpoint: { DataType: 'String', StringValue: 'stripe' },
    eventId: { DataType: 'String', StringValue: 'evt_dead' },
    eventType: { DataType: 'String', StringValue: 'invoice.paid' },
    receivedAt: { DataType: 'String', StringValue: '2026-11-25T11:59:00.000Z' },
    encoding: { DataType: 'String', StringValue: 'text' },
    errorName: { DataType: 'String', StringValue: 'NonRetryableError' },
    errorMessage: { DataType: 'String', StringValue: 'no such customer' },
    attempts: { DataType: 'Number', StringValue: '1' },
    failedAt: { DataType: 'String', StringValue: '2026-11-25T11:59:01.000Z' },
  },
  visible: true,
};

const delivery = (fields: object): string =>
  formatLine(
    {
      ...{ kind: 'delivery', endpoint: 'stripe', outcome: 'accepted', status: 200, eventId: 'evt_1' },
      ...{ eventType: 'invoice.paid', bytes: 10, durationMs: 3, requestId: 'r', ...fields },
    } as JournalLine,
    nowMs - 1000,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-command-line-'));
  const { hooks, secretsmanager, sqs, dynamodb } = await startServices();
  const endpoint = (name: string) => ({
    ...{ provider: name, processor: name, path: `/hooks/${name}`, queue: `${name}Queue` },
    ...{ deadLetterQueue: `${name}Dead`, secret: `${name}Secret`, processorFunction: `${name}Processor` },
  });
  const endpoints = { stripe: endpoint('stripe'), github: endpoint('github') };
  const template = join(folder, 'template.json');
  await writeFile(
    template,
    JSON.stringify({ Metadata: { WebhookInbox: { version: 1, table: 'Table', api: 'Api', endpoints } } }),
  );
  const resources = ['stripe', 'github'].flatMap((name) => [
    [`${name}Queue`, `${sqs.url}/1/${name}`],
    [`${name}Dead`, `${sqs.url}/1/${name}-dead`],
    [`${name}Secret`, `arn:${name}`],
  ]);
  const stack = {
    ...{ pid: process.pid, url: hooks.url, region: 'eu-central-1', template, journal: join(folder, 'journal.ndjson') },
    services: { sqs: sqs.url, dynamodb: dynamodb.url, secretsmanager: secretsmanager.url },
    resources: { Table: 'table', ...Object.fromEntries(resources) },
    publicUrls: { github: 'https://tunnel.example.com/hooks/github' },
  };
  await writeFile(join(folder, 'stack.json'), JSON.stringify(stack));
  const lines = [
    delivery({ outcome: 'rejected', status: 401, reason: 'signature_mismatch', eventId: undefined }),
    delivery({ endpoint: 'github', eventType: 'push', eventId: 'guid' }),
    delivery({}),
    delivery({ kind: 'attempt', outcome: 'retry', attempt: 1, errorName: 'Error', errorMessage: 'ledger is down' }),
  ];
  await writeFile(join(folder, 'journal.ndjson'), `START RequestId\n${lines.join('\n')}\n`);
});

afterAll(async () => {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  status = null;
  secrets.clear();
  secrets.set('arn:stripe', [secret]);
  queues.clear();
  moves.length = 0;
  records.clear();
});

interface Surroundings {
  readonly typed?: string;
  readonly state?: string;
  readonly ask?: (question: string) => Promise<string>;
}

async function inbox(line: string | readonly string[], { typed = '', state = folder, ask }: Surroundings = {}) {
  const output: string[] = [];
  const notes: string[] = [];
  const code = await runCommandLine(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, {
    terminal: {
      print: (text) => output.push(text),
      note: (text) => notes.push(text),
      style: (_, text) => text,
      readSecret: async () => typed,
      ask,
    },
    variables: { INBOX_STATE_DIR: state },
    nowMs: () => nowMs,
    signal: AbortSignal.abort(),
  });
  return { code, output: output.join('\n'), notes: notes.join('\n') };
}

describe('a command that is written wrongly', () => {
  it.each([
    ['sned stripe', 'there is no verb "sned": did you mean "send"?'],
    ['send', 'which endpoint? Write it like this: inbox send <endpoint> [event type]'],
    ['find stripe', 'which event id?'],
    ['send strip', 'there is no endpoint "strip": did you mean "stripe"?'],
    ['send stripe invoice.payed', 'there is no Stripe sample of type "invoice.payed": did you mean "invoice.paid"?'],
    ['send stripe invoice.paid twice', '"twice" is one word too many'],
    ['send stripe --cuont 3', 'there is no option --cuont: did you mean --count?'],
    ['send stripe --count', '--count needs a value: --count N'],
    ['send stripe --count --json', '--count needs a value: --count N'],
    ['send stripe --count many', '--count is "many": it must be a whole number from 1 to 1000000'],
    ['send stripe --count 0', '--count is "0"'],
    ['send stripe --tamper boddy', 'there is no --tamper "boddy": did you mean "body"?'],
    ['send stripe --to hooks.example.com', '--to is "hooks.example.com": it must be a whole URL'],
    ['send github --tamper timestamp --secret x', 'GitHub sets no limit to a delivery’s age'],
    ['endpoints --count 3', '`inbox endpoints` has no option --count'],
    ['endpoints --json=yes', '--json takes no value'],
    ['endpoints --region eu-central-1', 'name it with --stack'],
    [
      'dlq',
      'say what to do with dlq: `inbox dlq list`, `inbox dlq show`, `inbox dlq redrive`, `inbox dlq export`, `inbox dlq purge`',
    ],
    ['secret rotat stripe', 'there is no verb of secret "rotat": did you mean "rotate"?'],
    ['events --outcome acepted', 'there is no --outcome "acepted": did you mean "accepted"?'],
    ['events --since yesterday', '--since is "yesterday": it must be like 10m, 2h or 3d'],
    ['help sned', 'there is no verb "sned"'],
  ])('is answered in one sentence, exit code 2: %s', async (line, sentence) => {
    const { code, output, notes } = await inbox(line);
    expect(notes).toMatch(/^inbox: /);
    expect(notes).toContain(sentence);
    expect(notes.split('\n')).toHaveLength(1);
    expect(output).toBe('');
    expect(code).toBe(2);
  });
});

describe('help', () => {
  const verbs = [
    'send',
    'endpoints',
    'providers',
    'events',
    'find',
    'reopen',
    'secret set',
    'secret rotate',
    'secret retire',
  ];
  verbs.push('secret list', 'dlq list', 'dlq show', 'dlq redrive', 'dlq export', 'dlq purge');

  it('lists every verb, and is shown with exit code 2 when nothing was asked', async () => {
    const { code, output } = await inbox('--help');
    expect(code).toBe(0);
    for (const verb of verbs) expect(output).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
    expect(await inbox('')).toEqual({ code: 2, output, notes: '' });
  });

  it.each([...verbs, '', 'dlq', 'secret'])('is readable at 80 columns: %s', async (verb) => {
    const { code, output } = await inbox(`${verb} --help`);
    expect(code).toBe(0);
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(await inbox(`help ${verb}`)).toEqual({ code, output, notes: '' });
  });

  it.each(verbs)('has usage, examples and exit codes: %s', async (verb) => {
    const { output } = await inbox(`${verb} --help`);
    expect(output).toMatch(new RegExp(`Usage\n  inbox ${verb}`));
    expect(output).toMatch(new RegExp(`Examples\n  inbox ${verb}`));
    expect(output).toMatch(/Exit codes\n {2}0 {2}\S.*\n {2}1 {2}\S/);
  });
});

describe('without an inbox', () => {
  it('says in one sentence how to get one, exit code 1', async () => {
    expect(await inbox('endpoints', { state: join(folder, 'nowhere') })).toEqual({
      code: 1,
      output: '',
      notes: 'inbox: no inbox is running here: start one with `npm start`, or name a deployed one with --stack',
    });
  });

  it('still lists the providers', async () => {
    const { code, output } = await inbox('providers', { state: join(folder, 'nowhere') });
    expect(code).toBe(0);
    expect(output).toMatch(/^stripe +Stripe +HMAC SHA-256 +vendor-code$/m);
  });
});

describe('send', () => {
  it('prints status, latency and id, exit code 0', async () => {
    const { code, output, notes } = await inbox('send stripe invoice.paid --id evt_1');
    expect(output).toMatch(/^200 +\d+ ms {2}evt_1$/);
    expect({ code, notes }).toEqual({ code: 0, notes: '' });
  });

  it('sums up several deliveries', async () => {
    const { code, output } = await inbox('send stripe --count 5 --concurrency 2');
    expect(output.split('\n')).toHaveLength(7);
    expect(output).toMatch(/^5 deliveries in .* \([\d.]+\/s\): 5 × 200$/m);
    expect(output).toMatch(/^latency: p50 \d+ ms, p95 \d+ ms, p99 \d+ ms$/m);
    expect(code).toBe(0);
  });

  it('fails, and says where to look, when a right delivery is refused', async () => {
    secrets.set('arn:stripe', ['whsec_anotherAnotherAnother']);
    const { code, output, notes } = await inbox('send stripe');
    expect(output).toMatch(/^401/);
    expect(notes).toContain('inbox events --endpoint stripe --outcome rejected');
    expect(code).toBe(1);
  });

  it.each(['body', 'signature', 'timestamp'])('succeeds when what was tampered with is refused: %s', async (part) => {
    const { code, output } = await inbox(`send stripe --tamper ${part}`);
    expect(output).toMatch(/^401/);
    expect(code).toBe(0);
  });

  it('fails when what was tampered with is accepted', async () => {
    status = 200;
    const { code, notes } = await inbox('send stripe --tamper body');
    expect(notes).toBe('200: a delivery that was tampered with was accepted');
    expect(code).toBe(1);
  });

  it('prints one JSON document', async () => {
    const { output } = await inbox('send stripe --count 2 --id evt_1 --json');
    expect(JSON.parse(output)).toMatchObject({
      deliveries: [
        { status: 200, eventId: 'evt_1' },
        { status: 200, eventId: 'evt_1' },
      ],
      summary: { statuses: { 200: 2 } },
    });
  });

  it('sends elsewhere, signed with a secret of a file', async () => {
    await writeFile(join(folder, 'secret.txt'), `${secret}\n`);
    secrets.clear();
    const url = `${servers[0]?.url}/elsewhere?a=b`;
    expect(await inbox(`send stripe --to ${url} --secret @${join(folder, 'secret.txt')}`)).toMatchObject({ code: 0 });
    const missing = await inbox('send stripe --secret @nowhere.txt');
    expect(missing).toMatchObject({ code: 1, notes: 'inbox: the file of --secret cannot be read: nowhere.txt' });
  });

  it('sends a payload of one’s own, byte for byte', async () => {
    const payload = Buffer.from('{"id":"evt_own", "n":1e400}\r\n\0');
    await writeFile(join(folder, 'payload'), payload);
    let sent = Buffer.alloc(0);
    const other = await startHttpServer(({ body }, response) => {
      sent = Buffer.from(body);
      response.end();
    });
    const { code } = await inbox(`send stripe --body ${join(folder, 'payload')} --to ${other.url}`);
    await other.close();
    expect({ code, sent }).toEqual({ code: 0, sent: payload });
    expect(await inbox('send stripe --body nowhere.json')).toMatchObject({
      code: 1,
      notes: 'inbox: the file of --body cannot be read: nowhere.json',
    });
  });

  it('says what to do when the endpoint has no secret', async () => {
    secrets.clear();
    const { code, notes } = await inbox('send stripe');
    expect(notes).toBe('inbox: endpoint "stripe" has no secret yet: set it with `inbox secret set stripe`');
    expect(code).toBe(1);
  });

  it('says so when nothing listens', async () => {
    const gone = await startHttpServer(() => {});
    await gone.close();
    const { code, output, notes } = await inbox(`send stripe --to ${gone.url}`);
    expect(output).toMatch(/^--- +\d+ ms {2}\S+ {2}nothing listens there$/);
    expect(notes).toBe('no answer came: is the inbox running, and is the URL right?');
    expect(code).toBe(1);
  });
});

describe('endpoints', () => {
  it('are listed with what to register', async () => {
    const { code, output } = await inbox('endpoints');
    expect(output).toContain(`stripe  ${servers[0]?.url}/hooks/stripe\n        provider stripe, processor stripe`);
    expect(output).toContain('public URL https://tunnel.example.com/hooks/github');
    expect(output).toMatch(/^ {8}1\. +Open Workbench → Webhooks/m);
    expect(output).toContain('        https://docs.stripe.com/webhooks');
    const wide = output.split('\n').filter((line) => line.length > 80 && !line.includes('https://'));
    expect(wide).toEqual([]);
    expect(code).toBe(0);
  });

  it('are listed as JSON', async () => {
    expect(JSON.parse((await inbox('endpoints --json')).output)).toMatchObject([
      { endpoint: 'stripe', provider: 'stripe', processor: 'stripe' },
      { endpoint: 'github', publicUrl: 'https://tunnel.example.com/hooks/github' },
    ]);
  });
});

describe('what to paste', () => {
  it('is printed alone, one value a line', async () => {
    expect(await inbox('endpoints --copy-for stripe')).toEqual({
      code: 0,
      output: `${servers[0]?.url}/hooks/stripe\ninvoice.paid`,
      notes: 'the processor also takes customer.*: choose those types in the provider’s own list',
    });
    const { output } = await inbox('endpoints --copy-for github');
    expect(output.split('\n')[0]).toBe('https://tunnel.example.com/hooks/github');
    expect(output.split('\n').at(-1)).toBe('application/json');
  });

  it('is asked for by an endpoint that exists', async () => {
    expect(await inbox('endpoints --copy-for strip')).toMatchObject({
      code: 2,
      notes: expect.stringContaining('did you mean "stripe"?'),
    });
  });
});

describe('providers', () => {
  it('are described when searched for', async () => {
    const { output } = await inbox('providers STRIPE');
    expect(output).toMatch(/^stripe \(Stripe\)\n {2}signed with +HMAC SHA-256, no older than 300 s$/m);
    expect(output).toMatch(/to register +1\. /);
  });

  it('are listed as JSON, all fields', async () => {
    const { output } = await inbox('providers github --json');
    expect(JSON.parse(output)).toMatchObject([
      { name: 'github', toleranceSeconds: null, samples: ['push', 'issues', 'ping'] },
    ]);
  });

  it('are suggested when none matches, exit code 1', async () => {
    expect(await inbox('providers strpie')).toMatchObject({
      code: 1,
      notes: expect.stringContaining('did you mean "stripe"?'),
    });
  });
});

describe('secrets', () => {
  const other = 'whsec_otherOtherOtherOther';

  it('are set, replacing what verified before, and never shown', async () => {
    const { code, output, notes } = await inbox('secret set stripe', { typed: other });
    expect(secrets.get('arn:stripe')).toEqual([secret, other, other]);
    expect(output).toContain('the secret of stripe is replaced');
    expect(output + notes).not.toContain(other);
    expect(code).toBe(0);
  });

  it('are rotated, the one before staying valid', async () => {
    const { code, output } = await inbox('secret rotate stripe', { typed: other });
    expect(secrets.get('arn:stripe')).toEqual([secret, other]);
    expect(output).toContain('the one before verifies until');
    expect(code).toBe(0);
  });

  it('are rotated with an overlap of one’s own, kept in the value', async () => {
    const { code, output } = await inbox('secret rotate stripe --overlap 1h', { typed: other });
    expect(JSON.parse(secrets.get('arn:stripe')?.at(-1) ?? '')).toEqual({
      previousUntil: '2026-11-25T13:00:00.000Z',
      secrets: [other],
    });
    expect(output).toContain('the one before verifies until');
    expect(code).toBe(0);
  });

  it.each(['0m', '31d', 'soon', '59s'])('are not rotated with an overlap of %s', async (overlap) => {
    const { code, notes } = await inbox(`secret rotate stripe --overlap ${overlap}`, { typed: other });
    expect(notes).toContain(`--overlap is "${overlap}": it must be like 30m, 12h or 7d, from 1m to 30d`);
    expect(secrets.get('arn:stripe')).toEqual([secret]);
    expect(code).toBe(2);
  });

  it('are retired, which says when running functions forget them', async () => {
    secrets.set('arn:stripe', [other, secret]);
    expect(await inbox('secret retire stripe')).toMatchObject({
      code: 0,
      output: 'older secrets of stripe are retired: running functions forget them within 10 min',
    });
    expect(secrets.get('arn:stripe')?.slice(-2)).toEqual([secret, secret]);
    expect(await inbox('secret retire stripe')).toMatchObject({
      code: 1,
      notes: 'inbox: endpoint "stripe" has one secret and none before it that still verifies',
    });
  });

  it('are refused without being shown, exit code 2', async () => {
    const { code, output, notes } = await inbox('secret set stripe', { typed: 'sk_live_51MtwBwLkdIwHu7ix' });
    expect(notes).toContain('This is an API key');
    expect(output + notes).not.toContain('51MtwBwLkdIwHu7ix');
    expect(secrets.get('arn:stripe')).toEqual([secret]);
    expect(code).toBe(2);
  });

  it('are listed by state only', async () => {
    secrets.set('arn:stripe', [other, secret]);
    const { code, output } = await inbox('secret list');
    expect(output).toMatch(/^stripe +rotating +older ones verify until /m);
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(output).toMatch(/^github +unset +deliveries are answered 503$/m);
    expect(output).not.toContain('whsec_');
    expect(code).toBe(0);
    const json: unknown = JSON.parse((await inbox('secret list --json')).output);
    expect(json).toMatchObject([
      { endpoint: 'stripe', state: 'rotating' },
      { endpoint: 'github', state: 'unset' },
    ]);
  });
});

describe('events', () => {
  it('are read from the journal, oldest first', async () => {
    const { code, output } = await inbox('events');
    const [rejected, push, accepted, retry, error, ...more] = output.split('\n');
    expect(rejected).toMatch(/^\d\d:\d\d:\d\d rejected {6}stripe invoice\.paid {2}signature_mismatch, 401, 3 ms$/);
    expect(push).toMatch(/accepted {6}github push guid {2}200, 3 ms$/);
    expect(accepted).toMatch(/accepted {6}stripe invoice\.paid evt_1 {2}200, 3 ms$/);
    expect(retry).toMatch(/retry {9}stripe invoice\.paid evt_1 {2}attempt 1, 3 ms$/);
    expect(error).toMatch(/^ {9}Error: ledger is down$/);
    expect(more).toEqual([]);
    expect(code).toBe(0);
  });

  it.each([
    ['--endpoint github', ['accepted']],
    ['--outcome retry', ['retry']],
    ['--type invoice.*', ['rejected', 'accepted', 'retry']],
    ['--limit 2', ['accepted', 'retry']],
    ['--since 10m', ['rejected', 'accepted', 'accepted', 'retry']],
    ['--since 2026-11-25T12:00:00Z', []],
  ])('are chosen by %s', async (options, outcomes) => {
    const { output } = await inbox(`events --json ${options}`);
    const lines = output.split('\n').filter(Boolean);
    expect(lines.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual(outcomes);
  });

  it('of an unknown endpoint are a mistake', async () => {
    expect(await inbox('events --endpoint githup')).toMatchObject({
      code: 2,
      notes: expect.stringContaining('did you mean "github"?'),
    });
  });
});

describe('one event', () => {
  const record = (state: string) => ({
    ...{ pk: { S: 'v1#stripe#p:evt_1' }, status: { S: state }, gen: { N: '0' }, claims: { N: '2' } },
    ...{ leaseToken: { S: 'token' }, expiresAt: { N: String(nowMs / 1000 + 1000) } },
  });

  it('is found with its record and its journal', async () => {
    records.set('v1#stripe#p:evt_1', record('FAILED'));
    const { code, output } = await inbox('find stripe evt_1');
    expect(output).toMatch(/^event +evt_1 of endpoint stripe\nrecord +FAILED, generation 0, 2 claims$/m);
    expect(output).toContain('ledger is down');
    expect(code).toBe(0);
    type Found = { endpoint: string; record: object; journal: object[]; story: object };
    const [json, ...more] = JSON.parse((await inbox('find evt_1 --json')).output) as Found[];
    expect(more).toEqual([]);
    expect(json?.endpoint).toBe('stripe');
    expect(json?.record).toMatchObject({ status: 'FAILED', claims: 2 });
    expect(json?.record).not.toHaveProperty('leaseToken');
    expect(json?.journal).toHaveLength(2);
    expect(json?.story).toMatchObject({ received: { status: 200 }, queued: 1, end: null, duplicatesSince: 0 });
  });

  it('is not found when nothing is known about it', async () => {
    expect(await inbox('find stripe evt_unknown')).toEqual({
      code: 1,
      output: '',
      notes: 'inbox: endpoint "stripe" knows nothing of an event "evt_unknown"',
    });
    expect(await inbox('find evt_unknown')).toMatchObject({
      code: 1,
      notes: 'inbox: no endpoint knows anything of an event "evt_unknown"',
    });
  });

  it('is reopened when it is completed, and only then', async () => {
    records.set('v1#stripe#p:evt_1', record('COMPLETED'));
    expect(await inbox('reopen stripe evt_1')).toMatchObject({
      code: 0,
      output: expect.stringContaining('generation 1'),
    });
    records.set('v1#stripe#p:evt_1', record('FAILED'));
    expect(await inbox('reopen stripe evt_1')).toMatchObject({
      code: 1,
      notes: expect.stringContaining('is FAILED, not COMPLETED'),
    });
  });
});

describe('dead letters', () => {
  const [source, dead] = ['stripe', 'stripe-dead'];
  const url = (name: string) => `${servers[2]?.url}/1/${name}`;
  beforeEach(() => queues.set(url(dead), [{ ...deadLetter }]));

  it('are counted, by cause and event type', async () => {
    const { output } = await inbox('dlq list');
    expect(output.split('\n')).toEqual([
      'ENDPOINT  COUNT  IN FLIGHT  OLDEST  CAUSE              EVENT TYPE',
      'stripe        1          0  59 s',
      '              1             59 s    NonRetryableError  invoice.paid',
      'github        0          0',
    ]);
    const group = { errorName: 'NonRetryableError', eventType: 'invoice.paid', count: 1 };
    expect(JSON.parse((await inbox('dlq list --json')).output)).toMatchObject([
      { endpoint: 'stripe', waiting: 1, inFlight: 0, groups: [group] },
      { endpoint: 'github', waiting: 0, inFlight: 0, groups: [] },
    ]);
  });

  it('are shown with cause, record and payload, and stay', async () => {
    records.set('v1#stripe#p:evt_dead', {
      ...{ pk: { S: 'v1#stripe#p:evt_dead' }, status: { S: 'FAILED' }, gen: { N: '0' }, leaseToken: { S: 'secret' } },
      ...{ expiresAt: { N: String(nowMs / 1000 + 1000) } },
    });
    const { code, output } = await inbox('dlq show stripe');
    expect(output).toMatch(
      /^evt_dead {2}stripe, invoice\.paid, 17 B\n {2}received .*, died .*, after 1 attempt\n {2}NonRetryableError: no such customer\n {2}record: FAILED, generation 0\n {4}\{\n {6}"id": "evt_dead"\n {4}\}$/,
    );
    expect(queues.get(url(dead))).toEqual([deadLetter]);
    expect(code).toBe(0);
    expect(JSON.parse((await inbox('dlq show stripe --json')).output)).toMatchObject([
      {
        ...{ endpoint: 'stripe', eventId: 'evt_dead', errorName: 'NonRetryableError', attempts: 1, bytes: 17 },
        ...{ payload: '{"id":"evt_dead"}', payloadBase64: btoa('{"id":"evt_dead"}'), record: { status: 'FAILED' } },
      },
    ]);
    expect((await inbox('dlq show github')).output).toBe('github has no such dead letters');
  });

  it('are moved by SQS when none is chosen', async () => {
    const { code, output } = await inbox('dlq redrive stripe --rate 20/s');
    expect(rates.at(-1)).toBe(20);
    expect(output).toBe('1 dead letter of stripe sent back to be processed');
    expect(queues.get(url(dead))).toEqual([]);
    expect(queues.get(url(source))).toMatchObject([{ body: '{"id":"evt_dead"}' }]);
    expect(code).toBe(0);
    expect((await inbox('dlq redrive stripe')).output).toBe('stripe: no dead letters to send back');
  });

  it('are sent back one by one, without the cause of their death, when some are chosen', async () => {
    const { code, output } = await inbox('dlq redrive --type invoice.*');
    expect(output).toBe('1 dead letter of stripe sent back to be processed\ngithub: no dead letters to send back');
    expect(queues.get(url(dead))).toEqual([]);
    const [sent] = queues.get(url(source)) ?? [];
    expect(sent?.body).toBe('{"id":"evt_dead"}');
    expect(Object.keys(sent?.attributes ?? {})).toEqual(['endpoint', 'eventId', 'eventType', 'receivedAt', 'encoding']);
    expect(code).toBe(0);
  });

  it('are chosen by one endpoint, in one place', async () => {
    expect(await inbox('dlq show stripe --endpoint github')).toMatchObject({
      code: 2,
      notes: 'inbox: which endpoint, "stripe" or "github"? Name one',
    });
    expect(JSON.parse((await inbox('dlq show --endpoint github --json')).output)).toEqual([]);
  });

  it.each(['0/s', '501/s', 'fast', '5/m'])('are sent at a rate that SQS keeps to, not at %s', async (rate) => {
    const { code, notes } = await inbox(`dlq redrive stripe --rate ${rate}`);
    expect(notes).toBe(`inbox: --rate is "${rate}": it must be like 20/s, from 1/s to 500/s`);
    expect(code).toBe(2);
  });

  it('are deleted after a yes alone', async () => {
    expect(await inbox('dlq purge stripe')).toMatchObject({
      code: 2,
      notes: 'inbox: dead letters are deleted for good and nobody is here to ask: say --yes to delete them',
    });
    const asked: string[] = [];
    const answering = (answer: string) => ({
      ask: async (question: string) => {
        asked.push(question);
        return answer;
      },
    });
    expect(await inbox('dlq purge', answering(''))).toMatchObject({ code: 1, notes: 'nothing was deleted' });
    expect(asked).toEqual(['Delete 1 dead letter (1 of stripe) for good? [y/N] ']);
    expect(queues.get(url(dead))).toHaveLength(1);
    expect(await inbox('dlq purge stripe', answering('y'))).toMatchObject({
      code: 0,
      output: '1 dead letter of stripe deleted',
    });
    expect(queues.get(url(dead))).toEqual([]);
  });

  it('are deleted without a question where --yes says so, those that were chosen', async () => {
    expect((await inbox('dlq purge stripe --error TypeError --yes')).output).toBe('0 dead letters of stripe deleted');
    expect(queues.get(url(dead))).toHaveLength(1);
    const { output } = await inbox('dlq purge stripe --error NonRetryable* --yes --json');
    expect(JSON.parse(output)).toEqual({ endpoints: [{ endpoint: 'stripe', deleted: 1 }] });
    expect(queues.get(url(dead))).toEqual([]);
  });

  it('steer no terminal', async () => {
    const body = '{"id":"\\u001b[31m","raw":"\u009b2J"}';
    const attributes = { ...deadLetter.attributes, errorMessage: { DataType: 'String', StringValue: 'a\u009b2Jb' } };
    queues.set(url(dead), [{ ...deadLetter, body, attributes }]);
    for (const line of ['dlq show stripe', 'dlq show stripe --json', 'dlq export stripe']) {
      const { output } = await inbox(line);
      expect(output).toContain('\\u009b2J');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are what is looked for
      expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });
});
