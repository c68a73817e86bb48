import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakeCloudFormation } from '../support/fake-cloudformation.ts';
import { type FakeLogs, startFakeLogs } from '../support/fake-cloudwatch-logs.ts';
import type { FakeServer } from '../unit/operator/fake-services.ts';
import { type OperatedInbox, startOperatedInbox } from './operated-inbox.ts';

/**
 * Every verb with --stack: the template, the resources and the logs come from stand-ins of CloudFormation and CloudWatch, and what
 * lies behind them is the local stack, reached as AWS itself is, through the SDK's own settings.
 */
let inbox: OperatedInbox;
let cloudFormation: FakeServer;
let logs: FakeLogs;
let env: NodeJS.ProcessEnv;
const groupOf = new Map<string, string>();

interface StackFile {
  readonly url: string;
  readonly services: Readonly<Record<'sqs' | 's3' | 'dynamodb' | 'secretsmanager', string>>;
  readonly template: string;
  readonly resources: Readonly<Record<string, string>>;
}

interface FunctionResource {
  readonly Type: string;
  readonly Properties: {
    readonly LoggingConfig?: { readonly LogGroup: { readonly Ref: string } };
    readonly Environment?: { readonly Variables: { readonly ENDPOINT?: string } };
  };
}

beforeAll(async () => {
  inbox = await startOperatedInbox();
  const file = join(inbox.stack.stateDirectory, 'stack.json');
  const stack = JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  const template = readFileSync(stack.template, 'utf8');
  const resources = new Map(Object.entries(stack.resources));
  const functions = Object.values((JSON.parse(template) as { Resources: Record<string, FunctionResource> }).Resources);
  logs = await startFakeLogs();
  for (const { Properties: properties } of functions.filter(({ Type }) => Type === 'AWS::Lambda::Function')) {
    const group = properties.LoggingConfig?.LogGroup.Ref;
    if (group === undefined) continue;
    resources.set(group, `Operated-${group}`);
    groupOf.set(properties.Environment?.Variables.ENDPOINT ?? 'ingest', `Operated-${group}`);
    logs.groups.set(`Operated-${group}`, []);
  }
  const outputs = new Map(['stripe', 'acme'].map((name) => [`${name}Url`, `https://hooks.example.com/hooks/${name}`]));
  cloudFormation = await startFakeCloudFormation({ name: 'Operated', template, resources, outputs });
  env = {
    PATH: process.env.PATH,
    NO_COLOR: '1',
    INBOX_STATE_DIR: join(inbox.stack.stateDirectory, 'nothing-here'),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.url,
    AWS_ENDPOINT_URL_SQS: stack.services.sqs,
    AWS_ENDPOINT_URL_S3: stack.services.s3,
    AWS_ENDPOINT_URL_DYNAMODB: stack.services.dynamodb,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: stack.services.secretsmanager,
  };
}, 120_000);
afterAll(async () => {
  await inbox?.stack.remove();
  await logs?.close();
  await cloudFormation?.close();
});
beforeEach(() => inbox.breakAgain());

/** Shows CloudWatch what the functions have written by now. */
function ship() {
  for (const group of logs.groups.values()) group.length = 0;
  const path = join(inbox.stack.stateDirectory, 'journal.ndjson');
  for (const message of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { kind, endpoint, time } = JSON.parse(message) as Record<'kind' | 'endpoint' | 'time', string>;
    const group = groupOf.get(kind === 'delivery' ? 'ingest' : endpoint) ?? '';
    logs.groups.get(group)?.push({ timestamp: Date.parse(time), message });
  }
}

function deployed(line: string, input = '', stack = 'Operated') {
  ship();
  const args = [join(import.meta.dirname, '../../bin/inbox.ts'), ...line.split(' '), '--stack', stack];
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [...args, '--region', 'us-east-1'],
      { env, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
const json = async (line: string): Promise<unknown> => {
  const { stdout, stderr } = await deployed(`${line} --json`);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
};

describe('every verb works on a deployed stack as on the local one', { timeout: 120_000 }, () => {
  it('endpoints', async () => {
    expect(await json('endpoints')).toMatchObject([
      { endpoint: 'stripe', url: 'https://hooks.example.com/hooks/stripe' },
      { endpoint: 'acme' },
    ]);
    const { stdout } = await deployed('endpoints --copy-for stripe');
    expect(stdout).toBe('https://hooks.example.com/hooks/stripe\n');
  });

  it('dlq list, show, export, redrive and purge', async () => {
    const large = Buffer.alloc(1_200_000, 7);
    await inbox.sendStripe('evt_dlq', 'invoice.paid');
    await inbox.sendAcme('acme_dlq', large);
    await inbox.died('evt_dlq', 'acme_dlq');
    expect(await json('dlq list')).toMatchObject([
      { endpoint: 'stripe', waiting: 1, groups: [{ errorName: 'NonRetryableError', count: 1 }] },
      { endpoint: 'acme', waiting: 1 },
    ]);
    expect((await deployed('dlq show stripe')).stdout).toMatch(/record: FAILED[\s\S]*"id": "evt_dlq"/);
    const line = JSON.parse((await deployed('dlq export acme')).stdout) as { bodyBase64: string };
    expect(Buffer.from(line.bodyBase64, 'base64').equals(large)).toBe(true);
    expect(await json('dlq redrive --id evt_dlq --dry-run')).toMatchObject({
      endpoints: [{ letters: [{}] }, { letters: [] }],
    });
    inbox.repair();
    expect(await json('dlq redrive stripe')).toMatchObject({ endpoints: [{ by: 'sqs', redriven: 1 }] });
    await inbox.completed('evt_dlq');
    expect(await json('dlq purge acme --yes')).toEqual({ endpoints: [{ endpoint: 'acme', deleted: 1 }] });
  });

  it('events, find and reopen', async () => {
    await inbox.sendStripe('evt_story', 'charge.failed');
    await inbox.stack.journalUntil((lines) =>
      lines.some(({ eventId, outcome }) => eventId === 'evt_story' && outcome === 'retry'),
    );
    inbox.repair();
    await inbox.completed('evt_story');
    await inbox.sendStripe('evt_story', 'charge.failed');
    await inbox.sendStripe('evt_forged', 'charge.failed', {}, 'whsec_of_somebody_else');
    await inbox.stack.journalUntil((lines) =>
      ['duplicate', 'rejected'].every((wanted) => lines.some(({ outcome }) => outcome === wanted)),
    );
    const { stdout } = await deployed('events --endpoint stripe --type charge.* --since 1h');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[1]),
    ).toEqual(expect.arrayContaining(['accepted', 'retry', 'completed', 'duplicate']));
    expect((await deployed('events --outcome rejected --limit 1')).stdout).toMatch(/rejected +stripe/);

    const found = await deployed('find evt_story');
    expect(found.stdout).toMatch(/^event +evt_story of endpoint stripe\nrecord +COMPLETED, generation 0/);
    expect(found.stdout).toMatch(/^received +\S+, answered 200\nverified +with the newest secret\nqueued +once$/m);
    expect(found.stdout).toMatch(/^end +completed, \S+\nsince +1 duplicate, the last \S+$/m);
    expect(found.stdout).toMatch(/TypeError: the books are closed/);
    expect((await deployed('reopen stripe evt_story')).stdout).toContain('generation 1');
    expect((await deployed('find stripe evt_story')).stdout).toContain('RECEIVED, generation 1');
  });

  it('secret set, rotate, list and retire', async () => {
    const [first, second] = ['whsec_FirstFirstFirstFirst', 'whsec_SecondSecondSecondSecond'];
    const arn = inbox.endpoint('stripe').secretArn ?? '';
    const before = (await inbox.ports.secrets.read(arn))?.current ?? '';
    expect((await deployed('secret set stripe', first)).stdout).toContain('the secret of stripe is replaced');
    expect((await deployed('secret rotate stripe --overlap 12h', second)).stdout).toContain('verifies until');
    expect(await json('secret list')).toMatchObject([{ endpoint: 'stripe', state: 'rotating' }, { state: 'one' }]);
    expect((await deployed('secret retire stripe')).code).toBe(0);
    expect(await json('secret list')).toMatchObject([{ endpoint: 'stripe', state: 'one', replaced: true }, {}]);
    // No delivery came meanwhile: the functions know the secret that the other tests sign with.
    await inbox.ports.secrets.put(arn, before);
  });

  it('says in one sentence that there is no such stack', async () => {
    const { code, stderr } = await deployed('dlq list', '', 'Elsewhere');
    expect(code).toBe(1);
    expect(stderr).toContain('there is no stack "Elsewhere" in us-east-1');
  });
});
