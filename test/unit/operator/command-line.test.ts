import { spawnSync } from 'node:child_process';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatLine } from '../../../lambdas/runtime/journal.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { commands } from '../../../operator/command-line/chapters.ts';
import { runCommandLine } from '../../../operator/command-line/run-command-line.ts';
import { providerNamed } from './inbox-fixture.ts';
import { listen, secretsManager, writeStateFolder } from './local-stack.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const project = join(import.meta.dirname, '..', '..', '..');

let inbox: Awaited<ReturnType<typeof listen>>;
let services: Awaited<ReturnType<typeof listen>>;
let state: Awaited<ReturnType<typeof writeStateFolder>>;
beforeAll(async () => {
  inbox = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const draft = { method: 'POST', headers, rawQuery: '', publicUrl: '', rawBody: Buffer.concat(chunks) };
    const { verified } = verify(providerNamed('stripe').verification, draft, [secret], Date.now());
    response.writeHead(verified ? 200 : 401).end();
  });
  services = await listen(secretsManager());
  state = await writeStateFolder(inbox.url, services.url);
});
afterAll(async () => {
  await Promise.all([inbox.stop(), services.stop(), state.remove()]);
});
afterEach(() => writeFile(state.journal, ''));

async function run(line: string, typed = '', signal = new AbortController().signal, onLine?: (line: string) => void) {
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await runCommandLine(line === '' ? [] : line.split(' '), {
    terminal: {
      print: (text) => {
        out.push(text);
        onLine?.(text);
      },
      note: (text) => err.push(text),
      style: (_, text) => text,
      readSecret: async () => typed,
    },
    variables: { INBOX_STATE_DIR: state.folder },
    nowMs: Date.now,
    signal,
  });
  return { exitCode, out: out.join('\n'), err: err.join('\n') };
}

describe('a command that is written wrongly', () => {
  it.each([
    ['sned stripe', /no verb "sned": did you mean "send"\?/],
    ['deploy', /no verb "deploy"/],
    ['send', /which endpoint\?/],
    ['send stripe a b', /"b" is one word too many/],
    ['send strip', /did you mean "stripe"\?/],
    ['send stripe invoice.payed', /did you mean "invoice.paid"\?/],
    ['send stripe --cuont 3', /no option --cuont: did you mean --count\?/],
    ['send stripe --count', /--count needs a value/],
    ['send stripe --count 0', /--count is "0": it must be a whole number from 1/],
    ['send stripe --count=-1', /--count is "-1"/],
    ['send stripe --tamper bdy', /did you mean "body"\?/],
    ['send stripe --to example.com', /--to is "example.com": it must be a whole URL/],
    ['send stripe --id=', /--id is empty/],
    ['send github --tamper timestamp --secret s', /GitHub sets no limit/],
    ['send github --secret s --id ü–', /cannot carry/],
    ['send stripe --follow', /`inbox send` has no option --follow/],
    ['dlq', /`inbox dlq list`/],
    ['dlq shwo', /did you mean "show"\?/],
    ['events --since soon', /--since is "soon": it must be like 10m/],
    ['events --outcome complete', /did you mean "completed"\?/],
    ['events --endpoint strpe', /did you mean "stripe"\?/],
    ['endpoints --json=yes', /--json takes no value/],
    ['endpoints --region eu-central-1', /name it with --stack/],
  ])('gets one sentence and exit code 2: inbox %s', async (line, sentence) => {
    const { exitCode, out, err } = await run(line);
    expect(err).toMatch(sentence);
    expect(err.split('\n')).toHaveLength(1);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  });

  it('never repeats a secret that was typed in the wrong place', async () => {
    for (const line of [`secret set stripe ${secret}`, `secret set ${secret}`, `secret rotate ${secret}`]) {
      const { exitCode, err } = await run(line);
      expect(exitCode).toBe(2);
      expect(err).not.toContain('MfKQ9r8');
    }
  });
});

describe('help', () => {
  it('is shown without a verb, which is nothing to succeed with', async () => {
    expect(await run('')).toMatchObject({ exitCode: 2, out: expect.stringContaining('Usage') });
    expect(await run('--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('Usage') });
  });

  it.each(commands.map(({ name }) => name))(
    'says what `%s` does, with examples and exit codes, in 80 columns',
    async (name) => {
      const { exitCode, out } = await run(`${name} --help`);
      expect(exitCode).toBe(0);
      for (const section of ['Usage', 'Examples', 'Exit codes']) expect(out).toContain(section);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect((await run(`help ${name}`)).out).toBe(out);
    },
  );

  it('of everything fits into 80 columns and names every verb', async () => {
    const { out } = await run('--help');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const { name } of commands) expect(out).toContain(name);
  });

  it('has examples that parse', async () => {
    for (const { command } of commands.flatMap(({ examples }) => examples)) {
      const words = command.replace(/^inbox /, '').replace(/ < .*/, '');
      expect((await run(`${words} --help`)).exitCode).toBe(0);
    }
  });
});

describe('inbox send', () => {
  it('prints status, latency and id, and succeeds on 2xx', async () => {
    const { exitCode, out } = await run(`send stripe invoice.paid --id evt_1 --secret ${secret}`);
    expect(out).toMatch(/^200 +\d+ ms {2}evt_1$/);
    expect(exitCode).toBe(0);
  });

  it('sums up many', async () => {
    const { out } = await run(`send stripe --count 20 --concurrency 5 --secret ${secret}`);
    expect(out.split('\n')).toHaveLength(22);
    expect(out).toMatch(/20 deliveries in .*: 20 × 200\nlatency: p50 \d+ ms, p95 \d+ ms, p99 \d+ ms$/);
  });

  it('fails on any other answer, and says where to look', async () => {
    const { exitCode, err } = await run('send stripe --secret whsec_anotherAnotherAnother');
    expect(exitCode).toBe(1);
    expect(err).toMatch(/401: .*inbox events --endpoint stripe --outcome rejected/);
  });

  it.each(['body', 'signature', 'timestamp'])('succeeds when a spoilt %s is refused', async (tamper) => {
    expect(await run(`send stripe --tamper ${tamper} --secret ${secret}`)).toMatchObject({ exitCode: 0, err: '' });
  });

  it('prints one JSON document', async () => {
    const { out } = await run(`send stripe --count 3 --json --secret ${secret}`);
    const { deliveries, summary } = JSON.parse(out) as { deliveries: unknown[]; summary: { statuses: object } };
    expect(deliveries).toHaveLength(3);
    expect(summary.statuses).toEqual({ 200: 3 });
  });

  it('fails in one sentence when nothing listens', async () => {
    const gone = await listen(() => {});
    await gone.stop();
    const { exitCode, out, err } = await run(`send stripe --to ${gone.url} --secret ${secret}`);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/nothing listens there/);
    expect(err).toMatch(/no answer came/);
  });

  it('says what to do when the endpoint has no secret', async () => {
    const { exitCode, err } = await run('send github');
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: 'inbox: endpoint "github" has no secret yet: set it with `inbox secret set github`',
    });
  });
});

describe('inbox secret', () => {
  it('stores a secret, signs with it, rotates it, and shows none of them', async () => {
    const shown: string[] = [];
    const step = async (line: string, typed = '') => {
      const { exitCode, out, err } = await run(line, typed);
      shown.push(out, err);
      return { exitCode, out };
    };
    expect((await step('secret set stripe', secret)).exitCode).toBe(0);
    expect(await step('send stripe')).toMatchObject({ exitCode: 0 });
    expect((await step('secret rotate stripe', 'whsec_anotherAnotherAnother')).out).toMatch(/verifies until/);
    expect((await step('secret list')).out).toMatch(/stripe +rotating.*\ngithub +unset/);
    expect((await step('secret list --json')).out).toContain('"state": "rotating"');
    expect((await step('secret set stripe', 'sk_live_12345678')).exitCode).toBe(2);
    expect(shown.join()).not.toMatch(/MfKQ9r8|anotherAnother|sk_live_1/);
  });
});

describe('inbox events', () => {
  const line = (eventId: string, outcome: 'accepted' | 'rejected' = 'accepted', nowMs = Date.now()) =>
    `${formatLine(
      {
        kind: 'delivery',
        endpoint: 'stripe',
        outcome,
        status: outcome === 'accepted' ? 200 : 401,
        eventId,
        eventType: 'invoice.paid',
        bytes: 1,
        durationMs: 2,
        requestId: 'r',
      },
      nowMs,
    )}\n`;

  it('shows the last ones, filtered, as text or JSON', async () => {
    await writeFile(state.journal, line('evt_1') + line('evt_2', 'rejected') + line('evt_3'));
    expect((await run('events --limit 1')).out).toMatch(/accepted +stripe invoice.paid evt_3/);
    expect((await run('events --outcome rejected')).out).toMatch(/evt_2/);
    const lines = (await run('events --json')).out.split('\n').map((text) => JSON.parse(text) as { eventId: string });
    expect(lines.map(({ eventId }) => eventId)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });

  it('shows only what happened since then', async () => {
    await writeFile(state.journal, line('evt_old', 'accepted', Date.now() - 3_600_000) + line('evt_new'));
    const { out } = await run('events --since 10m');
    expect(out).toMatch(/evt_new/);
    expect(out).not.toMatch(/evt_old/);
  });

  it('follows: each line once, what was there first', async () => {
    await writeFile(state.journal, line('evt_1'));
    const stop = new AbortController();
    const seen: string[] = [];
    await run('events --follow --json', '', stop.signal, (text) => {
      seen.push((JSON.parse(text) as { eventId: string }).eventId);
      if (seen.length === 1) void appendFile(state.journal, line('evt_2') + line('evt_3'));
      if (seen.length === 3) stop.abort();
    });
    expect(seen).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });
});

describe('inbox endpoints and providers', () => {
  it('list what there is', async () => {
    expect((await run('endpoints')).out).toContain(`${inbox.url}/hooks/stripe`);
    expect(JSON.parse((await run('endpoints --json')).out)).toHaveLength(2);
    expect((await run('providers')).out).toMatch(/stripe +Stripe +HMAC SHA-256/);
    expect((await run('providers strip')).out).toMatch(/invoice\.paid/);
    expect(await run('providers paypal')).toMatchObject({ exitCode: 1, err: expect.stringContaining('"paypal"') });
  });
});

describe('the program', () => {
  const inboxProgram = (words: readonly string[], variables: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [join(project, 'bin/inbox.ts'), ...words], {
      encoding: 'utf8',
      env: { ...process.env, ...variables },
    });

  it('says in one sentence, without colour or stack trace, that no inbox runs', () => {
    const { status, stdout, stderr } = inboxProgram(['endpoints'], { INBOX_STATE_DIR: join(state.folder, 'none') });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'inbox: no inbox is running here: start one with `npm start`, or name a deployed one with --stack\n',
    });
  });

  it('lists without colour when nobody looks', () => {
    const { status, stdout } = inboxProgram(['endpoints'], { INBOX_STATE_DIR: state.folder });
    expect(status).toBe(0);
    expect(stdout).toContain('/hooks/github');
    expect(stdout).not.toContain('\u001b');
  });
});
