import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { PurgeQueueCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connections, connect } from '../../local/service-clients.ts';
import { runCommandLine } from '../../operator/command-line/run-command-line.ts';
import { type CanaryOptions, checkCanary } from '../../operator/doctor/check-canary.ts';
import { connectDoctor } from '../../operator/doctor/connect-doctor.ts';
import { type DoctorOptions, examine } from '../../operator/doctor/doctor.ts';
import type { DoctorPorts } from '../../operator/doctor/ports.ts';
import type { DoctorReport } from '../../operator/doctor/report.ts';
import type { InboxEndpoint, LocatedInbox } from '../../operator/inbox.ts';
import { requireEndpoint } from '../../operator/inventory.ts';
import { findLocalInbox } from '../../operator/local-inventory.ts';
import { type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';

const app = join(import.meta.dirname, '../support/doctor-app/webhooks.ts');
let stack: LocalInbox;
let inbox: LocatedInbox;
let aws: Connections;

beforeAll(async () => {
  stack = await startLocalInbox(app);
  const found = await findLocalInbox({ INBOX_STATE_DIR: stack.stateDirectory });
  if (!found?.aws.serviceUrls) throw new Error('the command line does not find the inbox');
  inbox = found;
  aws = connect({ ...found.aws.serviceUrls, s3: found.aws.serviceUrls.sqs }, {});
}, 120_000);
afterAll(async () => {
  aws?.disconnect();
  await stack?.remove();
});

interface Seeds {
  readonly inbox?: Partial<LocatedInbox>;
  readonly endpoint?: Partial<InboxEndpoint>;
  readonly options?: Partial<DoctorOptions>;
  readonly ports?: Partial<DoctorPorts>;
  readonly nowMs?: () => number;
}

/** Examines one endpoint of the running inbox. Synthesis, which takes seconds, gives what runs unless a test wants the real one. */
async function examineOne(name: string, seeds: Seeds = {}): Promise<DoctorReport> {
  const located = { ...inbox, ...seeds.inbox };
  const endpoint = { ...requireEndpoint(located, name), ...seeds.endpoint };
  const real = connectDoctor(located, seeds.nowMs ?? Date.now);
  const ports = { ...real, synthesize: async () => new Map([['Doctor', inbox.blueprint.template]]), ...seeds.ports };
  const options = { canary: 'marked', context: null, nodeVersion: process.versions.node, ...seeds.options } as const;
  try {
    return await examine(located, { endpoints: [endpoint], ...options }, ports);
  } finally {
    real.close();
  }
}

const codesOf = ({ findings }: DoctorReport) => findings.map(({ code }) => code).toSorted();
const whyNot = ({ notChecked }: DoctorReport, check: string) =>
  notChecked.filter((one) => one.check === check).map(({ reason }) => reason);

async function inboxVerb(line: string, { nowMs = Date.now, folder = stack.stateDirectory } = {}) {
  const shown: string[] = [];
  const exitCode = await runCommandLine(line.split(' '), {
    terminal: {
      print: (text) => shown.push(text),
      note: (text) => shown.push(text),
      style: (_, text) => text,
      readSecret: async () => '',
    },
    variables: { INBOX_STATE_DIR: folder },
    nowMs,
    signal: new AbortController().signal,
  });
  return { exitCode, shown: shown.join('\n') };
}

describe('a healthy inbox', () => {
  it('gives no finding, and the canary is seen completed', async () => {
    const { exitCode, shown } = await inboxVerb('doctor stripe --json');
    const report = JSON.parse(shown) as DoctorReport & { ok: boolean };
    expect(report.findings).toEqual([]);
    expect([exitCode, report.ok, report.inbox]).toEqual([0, true, 'local']);
    expect(report.notChecked).toEqual([
      { check: 'alarms', endpoint: null, reason: 'nothing stands in for CloudWatch on this machine' },
      { check: 'permissions', endpoint: null, reason: 'IAM has no part on this machine' },
      { check: 'tls', endpoint: null, reason: 'deliveries come over plain http here' },
    ]);
    const canary = report.right.find(({ check }) => check === 'canary');
    expect(canary).toMatchObject({ endpoint: 'stripe' });
    const [, id] = /^(evt_\w+): 200 in \d+ ms, completed after \d+\.\d s$/.exec(canary?.detail ?? '') ?? [];
    const line = (lines: readonly { eventId?: string; outcome: string }[], outcome: string) =>
      lines.some((one) => one.eventId === id && one.outcome === outcome);
    await stack.journalUntil((lines) => line(lines, 'accepted') && line(lines, 'completed'));
  });

  it.each(['github', 'sendgrid'])('of %s too: an unsigned type, and events in a batch', async (name) => {
    const report = await examineOne(name);
    expect(codesOf(report)).toEqual([]);
    expect(report.right.map(({ check }) => check)).toContain('canary');
  });

  it('sends nothing when asked not to', async () => {
    const deliver = () => Promise.reject(new Error('something was sent'));
    const report = await examineOne('stripe', { options: { canary: 'none' }, ports: { deliver } });
    expect([codesOf(report), whyNot(report, 'canary')]).toEqual([[], ['none is sent, as asked for by --no-canary']]);
  });
});

describe('a secret', () => {
  const put = (arn: string | null, SecretString: string) =>
    aws.secretsClient.send(new PutSecretValueCommand({ SecretId: arn ?? '', SecretString }));
  let count = 0;
  const createSecret = async () => {
    count += 1;
    return (await aws.secretsClient.send(new CreateSecretCommand({ Name: `seeded-${count}` }))).ARN ?? '';
  };

  it.each([
    ['SECRET_UNSET', null],
    ['SECRET_WHITE_SPACE', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n'],
    ['SECRET_WHITE_SPACE', ' whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['SECRET_WRONG_KIND', 'sk_live_51H8ZxMfKQ9r8GKYqrTwjU'],
    ['SECRET_WRONG_KIND', '["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw","nonsense"]'],
    ['SECRET_MALFORMED', '{"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}'],
    ['SECRET_MALFORMED', 'undefined'],
    ['SECRET_AWAITED', '{"awaitingHandshakeUntil":"2126-11-26T00:00:00.000Z","secrets":[]}'],
  ])('that is wrong: %s', async (code, value) => {
    const secretArn = await createSecret();
    if (value !== null) await put(secretArn, value);
    const report = await examineOne('stripe', { endpoint: { secretArn } });
    expect(codesOf(report)).toEqual([code]);
    expect(report.findings[0]).toMatchObject({ endpoint: 'stripe', remedy: expect.stringMatching(/^inbox secret/) });
    expect(JSON.stringify(report)).not.toContain('MfKQ9r8');
    expect(whyNot(report, 'canary')).toEqual([`not before this is put right: ${code}`]);
  });
});

describe('a queue', () => {
  const attributes = (Attributes: Record<string, string>) =>
    aws.sqsClient.send(
      new SetQueueAttributesCommand({ QueueUrl: requireEndpoint(inbox, 'stripe').queueUrl, Attributes }),
    );
  const examineWith = async (changed: Record<string, string>) => {
    const { queueAttributes } = connectDoctor(inbox, Date.now);
    const before = (await queueAttributes(requireEndpoint(inbox, 'stripe').queueUrl)) ?? {};
    await attributes(changed);
    try {
      return await examineOne('stripe');
    } finally {
      await attributes(Object.fromEntries(Object.keys(changed).map((name) => [name, before[name] ?? ''])));
    }
  };
  const policy = (fields: object) => ({
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:Doctor-stripe-dead-letters',
      maxReceiveCount: 5,
      ...fields,
    }),
  });

  it.each([
    ['QUEUE_NO_REDRIVE', { RedrivePolicy: '' }],
    [
      'QUEUE_WRONG_DLQ',
      policy({ deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:Doctor-github-dead-letters' }),
    ],
    ['QUEUE_MAX_RECEIVE_COUNT', policy({ maxReceiveCount: 50 })],
    ['QUEUE_VISIBILITY_TIMEOUT', { VisibilityTimeout: '5' }],
  ])('that was changed: %s', async (code, changed) => {
    const report = await examineWith(changed);
    expect(codesOf(report)).toEqual([code]);
    // Such a queue does not keep a canary from its end.
    expect(report.right.map(({ check }) => check)).toContain('canary');
  });

  it('that does not exist', async () => {
    const { queueUrl, deadLetterQueueUrl } = requireEndpoint(inbox, 'stripe');
    const gone = { queueUrl: `${queueUrl}-gone`, deadLetterQueueUrl: `${deadLetterQueueUrl}-gone` };
    expect(codesOf(await examineOne('stripe', { endpoint: gone }))).toEqual(['QUEUE_MISSING', 'QUEUE_MISSING']);
  });

  it('of dead letters that is not empty', async () => {
    const QueueUrl = requireEndpoint(inbox, 'github').deadLetterQueueUrl;
    await aws.sqsClient.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
    const report = await examineOne('github');
    await aws.sqsClient.send(new PurgeQueueCommand({ QueueUrl }));
    expect(report.findings).toMatchObject([{ code: 'DEAD_LETTERS', endpoint: 'github' }]);
    expect(report.findings[0]?.remedy).toContain('inbox dlq show github');
    // Dead letters keep no canary from its end.
    expect(report.right.map(({ check }) => check)).toContain('canary');
  });
});

describe('a mapping', () => {
  it.each([
    ['disabled', 'MAPPING_DISABLED'],
    ['unmapped', 'MAPPING_MISSING'],
  ])('that takes nothing from the queue: %s', async (name, code) => {
    const report = await examineOne(name);
    expect(codesOf(report)).toEqual([code]);
    expect(whyNot(report, 'canary')).toEqual([`not before this is put right: ${code}`]);
  });

  it('is missed by a canary that was sent all the same', async () => {
    const endpoint = requireEndpoint(inbox, 'disabled');
    const ports = connectDoctor(inbox, Date.now);
    const versions = await ports.secret(endpoint.secretArn ?? '');
    const options: CanaryOptions = { endpoint, url: endpoint.url, unmarked: false, versions, patienceMs: 500 };
    const { findings } = await checkCanary(inbox, options, ports);
    ports.close();
    expect(findings).toMatchObject([{ code: 'CANARY_NOT_COMPLETED' }]);
    expect(findings[0]?.sentence).toMatch(/not completed within 0.5 s: its record says RECEIVED$/);
  });
});

describe('the table', () => {
  it('that does not exist', async () => {
    expect(codesOf(await examineOne('stripe', { inbox: { tableName: 'nowhere' } }))).toEqual(['TABLE_MISSING']);
  });

  it('whose records never expire', async () => {
    const set = (Enabled: boolean) =>
      aws.dynamodbClient.send(
        new UpdateTimeToLiveCommand({
          TableName: inbox.tableName,
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled },
        }),
      );
    await set(false);
    const report = await examineOne('stripe');
    await set(true);
    expect(codesOf(report)).toEqual(['TABLE_TTL_DISABLED']);
  });
});

describe('the URL', () => {
  it('that leads nowhere', async () => {
    const url = `${stack.url}/hooks/gone`;
    const report = await examineOne('stripe', { endpoint: { url, publicUrl: url } });
    expect(codesOf(report)).toEqual(['ROUTE_MISSING']);
  });

  it('at which nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    server.close();
    await once(server, 'close');
    const url = `http://127.0.0.1:${port}/hooks/stripe`;
    const report = await examineOne('stripe', { endpoint: { url, publicUrl: url } });
    expect(codesOf(report)).toEqual(['URL_UNREACHABLE']);
    expect(whyNot(report, 'clock')).toEqual(['no answer came that carries a Date header']);
  });

  it('that a provider signs, and that ingest does not know', async () => {
    const report = await examineOne('twilio');
    expect(codesOf(report)).toEqual(['PUBLIC_URL_DIFFERS']);
    expect(report.findings[0]?.sentence).toContain(`${stack.url}/hooks/twilio`);
    expect(whyNot(report, 'canary')).toEqual([expect.stringContaining('inbox doctor twilio --canary')]);
  });
});

describe('the canary', () => {
  it('of a provider without event types is a sample, when asked for, which the processor runs', async () => {
    const report = await examineOne('airtable', { options: { canary: 'any' } });
    expect(codesOf(report)).toEqual([]);
    const canary = report.right.find(({ check }) => check === 'canary');
    expect(canary?.detail).toMatch(/^sample \S+: 200 in /);
  });

  it('on which the processor fails says how', async () => {
    const report = await examineOne('twilio', { options: { canary: 'any' } });
    expect(codesOf(report)).toEqual(['CANARY_FAILED', 'PUBLIC_URL_DIFFERS']);
    expect(report.findings[1]?.sentence).toMatch(/its processor failed: Error: the shop is closed$/);
  });

  it('is refused where the clock is wrong', async () => {
    const report = await examineOne('stripe', { nowMs: () => Date.now() - 600_000 });
    expect(codesOf(report)).toEqual(['CANARY_REFUSED', 'CLOCK_SKEW']);
    expect(report.findings[0]?.sentence).toMatch(
      /clock is (?:600|599|601) s behind: what it signs is refused as too old/,
    );
  });
});

describe('the code', () => {
  it('is compared by the app that the stack was started with', async () => {
    const { ports, template } = { ports: connectDoctor(inbox, Date.now), template: inbox.blueprint.template };
    ports.close();
    const { synthesize } = ports;
    const healthy = await examineOne('stripe', { options: { canary: 'none' }, ports: { synthesize } });
    expect(codesOf(healthy)).toEqual([]);

    const older = structuredClone(template) as { Resources: Record<string, { Properties: object }> };
    const [id = ''] = Object.entries(older.Resources).find(([, one]) => 'MemorySize' in one.Properties) ?? [];
    Object.assign(older.Resources[id]?.Properties ?? {}, { MemorySize: 4096 });
    const blueprint = { ...inbox.blueprint, template: older };
    const stale = await examineOne('stripe', {
      inbox: { blueprint },
      options: { canary: 'none' },
      ports: { synthesize },
    });
    expect(stale.findings).toMatchObject([
      { code: 'TEMPLATE_OUT_OF_DATE', remedy: expect.stringContaining('npm start') },
    ]);
    expect(stale.findings[0]?.sentence).toContain(`different: ${id}`);
  }, 60_000);

  it('runs on an older Node than the functions', async () => {
    expect(codesOf(await examineOne('stripe', { options: { nodeVersion: '20.19.0' } }))).toEqual(['NODE_TOO_OLD']);
  });
});

describe('services', () => {
  it('that do not answer are one finding each, and hide nothing else', async () => {
    const { serviceUrls } = inbox.aws;
    if (!serviceUrls) throw new Error('the local inbox names its services');
    const report = await examineOne('stripe', {
      inbox: { aws: { ...inbox.aws, serviceUrls: { ...serviceUrls, sqs: 'http://127.0.0.1:9' } } },
    });
    expect(report.findings).toMatchObject([{ code: 'SERVICE_UNREACHABLE', endpoint: null }]);
    expect(report.findings[0]?.sentence).toMatch(/^SQS cannot be reached/);
    expect(report.right.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['node', 'code', 'clock', 'table', 'secret', 'url', 'route', 'mapping']),
    );
    expect(whyNot(report, 'canary')).toEqual(['not before this is put right: SERVICE_UNREACHABLE']);
  });
});

describe('a service that takes requests and never answers', () => {
  it('holds nothing up for longer than a check may take', async () => {
    const { serviceUrls } = inbox.aws;
    if (!serviceUrls) throw new Error('the local inbox names its services');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
    const { port } = server.address() as AddressInfo;
    const aws = { ...inbox.aws, serviceUrls: { ...serviceUrls, secretsmanager: `http://127.0.0.1:${port}` } };
    const startedMs = performance.now();
    const report = await examineOne('stripe', { inbox: { aws } });
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    for (const socket of sockets) socket.destroy();
    server.close();
    expect(report.findings).toMatchObject([{ code: 'SERVICE_UNREACHABLE' }]);
    expect(report.findings[0]?.sentence).toMatch(/Secrets Manager|secret/);
    expect(report.right.map(({ check }) => check)).toEqual(expect.arrayContaining(['queue', 'table', 'route']));
  });
});

describe('the verb', () => {
  it('exits with 1 and fits 80 columns when something is wrong', async () => {
    const { exitCode, shown } = await inboxVerb('doctor');
    expect(exitCode).toBe(1);
    expect(shown).toMatch(/^3 faults found\n/);
    expect(shown).toMatch(/^MAPPING_DISABLED {2}disabled$/m);
    const long = shown.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
    expect(long).toEqual([]);
  });

  it('says of a stack that was killed that none runs, what it could not check, and that the app is right', async () => {
    const folder = join(stack.stateDirectory, 'killed');
    mkdirSync(folder);
    const described = JSON.parse(readFileSync(join(stack.stateDirectory, 'stack.json'), 'utf8')) as object;
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(folder, 'stack.json'), JSON.stringify({ ...described, pid }));
    const { exitCode, shown } = await inboxVerb('doctor --json', { folder });
    const report = JSON.parse(shown) as DoctorReport;
    expect([exitCode, report.inbox]).toEqual([1, null]);
    expect(report.findings).toMatchObject([{ code: 'INBOX_NOT_FOUND', remedy: expect.stringMatching(/^npm start/) }]);
    expect(report.notChecked.length).toBeGreaterThan(5);
    expect(report.right.map(({ check }) => check)).toEqual(['node', 'code']);
  });

  it.each([
    ['doctor strpe', /did you mean "stripe"/],
    ['doctor --canary --no-canary', /both given/],
  ])('takes mistakes for mistakes: inbox %s', async (line, sentence) => {
    const { exitCode, shown } = await inboxVerb(line);
    expect([exitCode, shown]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
