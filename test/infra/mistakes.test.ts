import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Duration } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { header, rawBody } from '../../lambdas/verification/parts.ts';
import { hmac } from '../../lambdas/verification/schemes.ts';
import type { EndpointProps } from '../../lib/endpoints.ts';
import { UserMistake } from '../../lib/user-mistake.ts';
import { WebhookStack, type WebhookStackProps } from '../../lib/webhook-stack.ts';
import { createApp } from './synthesize.ts';

const root = join(import.meta.dirname, '../..');
const stripe = { provider: 'stripe', processor: 'stripe' } as const;

/** What the app says about a declaration that the compiler would, or could, not refuse. */
function complaintAbout(props: Readonly<Record<string, unknown>>, stackId = 'Webhooks'): string {
  try {
    new WebhookStack(createApp(), stackId, props as unknown as WebhookStackProps);
  } catch (error) {
    expect(error).toBeInstanceOf(UserMistake);
    return (error as Error).message;
  }
  return '';
}

const aboutStripe = (settings: Partial<EndpointProps>) =>
  complaintAbout({ endpoints: { a: { ...stripe, ...settings } } });

describe('an endpoint', () => {
  it.each(['a/b', 'Stripe', '9a', 'a--b', 'a-', '', 'x'.repeat(41), 'a b', '__proto__'])(
    'cannot be called %j',
    (name) => {
      const complaint = complaintAbout({ endpoints: Object.fromEntries([[name, stripe]]) });
      expect(complaint).toContain(`'${name}' cannot stand in a URL: write up to 40 lower-case letters`);
    },
  );

  it('cannot share its output’s name with another', () => {
    expect(complaintAbout({ endpoints: { 'a-1': stripe, a1: stripe } })).toBe(
      "endpoints 'a-1' and 'a1' are both A1Url as outputs: rename one.",
    );
  });

  it('needs a provider of the catalogue, and hears the nearest one', () => {
    expect(complaintAbout({ endpoints: { a: { ...stripe, provider: 'strip' } } })).toBe(
      "endpoint 'a' names the provider 'strip', which is not in the catalogue: did you mean 'stripe'?",
    );
    expect(complaintAbout({ endpoints: { a: { ...stripe, provider: 'zzzzzzzz' } } })).toContain('inbox providers');
    expect(complaintAbout({ endpoints: { a: { processor: 'stripe' } } })).toContain('names no provider');
    expect(complaintAbout({ endpoints: { a: { ...stripe, provider: 'constructor' } } })).toContain(
      'not in the catalogue',
    );
  });

  it('needs its processor’s file, and hears where it would stand', () => {
    expect(aboutStripe({ processor: 'strpe' })).toMatch(
      /^endpoint 'a' names the processor 'strpe', but there is no lambdas\/processors\/strpe\.ts: did you mean 'stripe'\?$/,
    );
    expect(aboutStripe({ processor: 'warehouse-robots' })).toContain(
      'there is no lambdas/processors/warehouse-robots.ts: write one.',
    );
    expect(aboutStripe({ processor: '../ingest/handler' })).toContain("names the processor '../ingest/handler'");
  });

  it.each<[string, Partial<EndpointProps>, string]>([
    ['batchSize', { batchSize: 11 }, "batchSize of endpoint 'a' is 11: it must be a whole number from 1 to 10."],
    ['maxConcurrency', { maxConcurrency: 1 }, 'is 1: it must be a whole number from 2 to 1000.'],
    ['maxReceiveCount', { maxReceiveCount: 0 }, 'is 0: it must be a whole number from 1 to 1000.'],
    ['memorySize', { memorySize: 64 }, 'is 64: it must be a whole number from 128 to 10240.'],
    ['timeout', { timeout: Duration.minutes(16) }, 'is 960 s: it must be from 1 s to 900 s.'],
    ['timeout', { timeout: Duration.millis(1500) }, 'is 1.5 s'],
    ['batchingWindow', { batchingWindow: Duration.minutes(6) }, 'is 360 s: it must be from 0 s to 300 s.'],
    ['visibilityTimeout', { visibilityTimeout: Duration.seconds(60) }, 'is 60 s: it must be at least 180 s'],
    ['environment', { environment: { QUEUE_URL: 'x' } }, "sets QUEUE_URL, which the processor's runtime needs"],
    ['environment', { environment: { 'A-B': 'x' } }, "sets 'A-B': a name is two or more letters"],
    ['environment', { environment: { TOO_LARGE: 'x'.repeat(4000) } }, 'is too large: Lambda allows 4096 bytes'],
    ['publicUrl', { publicUrl: 'hooks.example.com' }, "is 'hooks.example.com': it must be the URL"],
    ['publicUrl', { publicUrl: 'https://a.example.com/x#y' }, 'the URL that the provider calls'],
  ])('hears which %s would be right', (setting, settings, sentence) => {
    const complaint = aboutStripe(settings);
    expect(complaint).toContain(`${setting} of endpoint 'a'`);
    expect(complaint).toContain(sentence);
  });
});

describe('a stack', { timeout: 120_000 }, () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no endpoint', { endpoints: {} }, 'endpoints is empty: declare at least one endpoint in bin/webhooks.ts.'],
    ['an unknown stage', { stage: 'Dev' }, "stage is 'Dev': it must be dev or prod."],
    ['a public URL that is none', { publicUrl: 'hooks.example.com' }, "publicUrl is 'hooks.example.com'"],
    [
      'a domain written as a URL',
      { domain: { name: 'https://x.io', certificateArn: '' } },
      "domain.name is 'https://x.io'",
    ],
    [
      'a certificate that is none',
      { domain: { name: 'x.io', certificateArn: 'mine' } },
      "domain.certificateArn is 'mine'",
    ],
    ['a key that is none', { encryptionKey: 'alias/mine' }, "encryptionKey is 'alias/mine': it must be an ARN"],
    ['a rate of 0', { throttle: { rateLimit: 0 } }, 'throttle.rateLimit is 0'],
    ['too little memory', { ingest: { memorySize: 100 } }, 'ingest.memorySize is 100'],
    [
      'a runbook that is a path',
      { runbookUrl: 'docs/runbook.md' },
      "runbookUrl is 'docs/runbook.md': it must be the URL",
    ],
    ['a runbook’s section', { runbookUrl: 'https://a.example.com/r#x' }, 'without a fragment'],
    [
      'an endpoint that is expected once a week',
      { endpoints: { a: { ...stripe, expectEvery: Duration.days(7) } } },
      "expectEvery of endpoint 'a' is 604800 s: it must be from 300 s to 201600 s, because",
    ],
    ['more time than the API waits', { ingest: { timeout: Duration.seconds(31) } }, 'ingest.timeout is 31 s'],
  ])('with %s hears what would be right', (_, props, sentence) => {
    expect(complaintAbout({ endpoints: { a: stripe }, ...props })).toContain(sentence);
  });

  it('whose queues’ names would be too long hears which name to shorten', () => {
    const complaint = complaintAbout({ endpoints: { ['x'.repeat(40)]: stripe } }, 'W'.repeat(30));
    expect(complaint).toContain("is 71 characters long and may be 67: shorten the stack's or the endpoint's name.");
  });

  it('with more endpoints than one function can know hears it before Lambda says so', () => {
    const many = (count: number) => ({
      endpoints: Object.fromEntries(Array.from({ length: count }, (_, n) => [`endpoint-${n}`, stripe])),
    });
    expect(complaintAbout(many(60))).toMatch(/^60 endpoints need \d+ bytes .* allows 4096: move some of them/);
    expect(complaintAbout(many(30))).toBe('');
  });
});

describe('the compiler', () => {
  it('knows the names of the catalogue', () => {
    const endpoints = {
      known: { provider: 'stripe', processor: 'stripe' },
      // @ts-expect-error: no such provider
      unknown: { provider: 'strip', processor: 'stripe' },
    } satisfies Record<string, EndpointProps>;
    expect(Object.keys(endpoints)).toEqual(['known', 'unknown']);
  });
});

describe('a scheme of the user’s own', () => {
  const scheme = { hash: 'sha256', encoding: 'hex', signature: header('s') } as const;

  it.each<[string, () => unknown, RegExp]>([
    [
      'a tolerance of 0',
      () => hmac({ ...scheme, timestamp: header('t'), toleranceSeconds: 0, signedContent: [rawBody] }),
      /toleranceSeconds is 0/,
    ],
    [
      'a timestamp without a tolerance',
      () => hmac({ ...scheme, timestamp: header('t'), signedContent: [rawBody] }),
      /without toleranceSeconds/,
    ],
    ['content without the body', () => hmac({ ...scheme, signedContent: [header('t')] }), /leaves the body out/],
  ])('cannot have %s', (_, make, sentence) => {
    expect(make).toThrow(sentence);
  });
});

describe('a processor’s file', () => {
  const processorsDirectory = mkdtempSync(join(tmpdir(), 'inbox-processors-'));
  afterAll(() => rmSync(processorsDirectory, { recursive: true }));

  it.each<[string, string, RegExp]>([
    ['broken', 'export const x = 1;\nexport const handler = async ( => {};\n', /broken\.ts:2: Unexpected/],
    ['lost', "import './nowhere.ts';\nexport const handler = async () => {};\n", /lost\.ts:1: .*nowhere\.ts/],
    ['silent', 'export const other = 1;\n', /silent\.ts exports no handler: write export const handler = /],
  ])('that is %s is named with what is wrong', (processor, text, sentence) => {
    writeFileSync(join(processorsDirectory, `${processor}.ts`), text);
    const complaint = complaintAbout({ processorsDirectory, endpoints: { a: { ...stripe, processor } } });
    expect(complaint).toMatch(sentence);
    expect(complaint).not.toContain('\n');
  });
});

describe('cdk synth', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-app-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs an app that declares one endpoint with the given provider. */
  async function synth(provider: string, command: (app: string) => readonly string[]) {
    const app = join(mkdtempSync(join(folder, 'app-')), 'app.ts');
    writeFileSync(
      app,
      `import { App } from '${root}/node_modules/aws-cdk-lib/index.js';
       import { hmac } from '${root}/lambdas/verification/schemes.ts';
       import { explainMistakes } from '${root}/lib/user-mistake.ts';
       import { WebhookStack } from '${root}/lib/webhook-stack.ts';
       explainMistakes();
       new WebhookStack(new App(), 'W', { endpoints: { a: { provider: ${provider}, processor: 'stripe' } } });`,
    );
    const env = { ...process.env, CDK_OUTDIR: join(folder, 'out') };
    return promisify(execFile)(process.execPath, command(app), { cwd: folder, env }).then(
      ({ stderr }) => ({ code: 0, stderr }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
    );
  }

  it('prints one sentence and no stack trace, also when it is a scheme that refuses', async () => {
    const unsafe =
      "hmac({ hash: 'sha256', encoding: 'hex', signature: { kind: 'header', name: 's' }, signedContent: [] })";
    const { code, stderr } = await synth(unsafe, (app) => [app]);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^signedContent leaves the body out/)]);
  });

  it('passes the sentence on through the command line', async () => {
    const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
    const { code, stderr } = await synth("'strip' as never", (app) => [
      cdk,
      'synth',
      '--quiet',
      '--app',
      `${process.execPath} ${app}`,
      '--output',
      join(folder, 'out'),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain("did you mean 'stripe'?");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
