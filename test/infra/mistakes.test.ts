import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Duration } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { header, rawBody } from '../../lambdas/verification/parts.ts';
import { hmac } from '../../lambdas/verification/schemes.ts';
import type { EndpointProps } from '../../lib/endpoints.ts';
import { WebhookStack } from '../../lib/webhook-stack.ts';

const declare = (endpoints: Record<string, unknown>) => () =>
  new WebhookStack(new App(), 'Webhooks', { endpoints: endpoints as Record<string, EndpointProps> });

describe('a mistake in bin/webhooks.ts', () => {
  it.each([
    ['an unknown provider', { a: { provider: 'strip', processor: 'stripe' } }, /'strip'.*did you mean 'stripe'/],
    [
      'an endpoint name with a slash',
      { 'a/b': { provider: 'stripe', processor: 'stripe' } },
      /'a\/b' cannot stand in a URL/,
    ],
    ['a missing processor file', { a: { provider: 'stripe', processor: 'strpe' } }, /'strpe'.*did you mean 'stripe'/],
    ['no endpoint at all', {}, /endpoints is empty/],
    [
      'a batch too large',
      { a: { provider: 'stripe', processor: 'stripe', batchSize: 11 } },
      /batchSize of endpoint 'a' is 11/,
    ],
    [
      'a visibility timeout too short',
      { a: { provider: 'stripe', processor: 'stripe', visibilityTimeout: Duration.seconds(60) } },
      /visibilityTimeout of endpoint 'a' is 60 s: it must be at least 180 s/,
    ],
    [
      'a public URL that is none',
      { a: { provider: 'twilio', processor: 'twilio', publicUrl: 'hooks.example.com' } },
      /publicUrl of endpoint 'a' is 'hooks.example.com'/,
    ],
    [
      'more endpoints than one function can know',
      Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`e-${n}`, { provider: 'stripe', processor: 'stripe' }])),
      /60 endpoints do not fit/,
    ],
  ])(
    'names %s and what would be right',
    (_, endpoints, sentence) => {
      expect(declare(endpoints)).toThrow(sentence);
    },
    60_000,
  );

  it.each([
    [
      'a tolerance of 0',
      () =>
        hmac({
          hash: 'sha256',
          encoding: 'hex',
          signature: header('s'),
          timestamp: header('t'),
          toleranceSeconds: 0,
          signedContent: [rawBody],
        }),
      /toleranceSeconds is 0/,
    ],
    [
      'a timestamp without a tolerance',
      () =>
        hmac({
          hash: 'sha256',
          encoding: 'hex',
          signature: header('s'),
          timestamp: header('t'),
          signedContent: [rawBody],
        }),
      /without toleranceSeconds/,
    ],
    [
      'content without the body',
      () => hmac({ hash: 'sha256', encoding: 'hex', signature: header('s'), signedContent: [header('t')] }),
      /leaves the body out/,
    ],
  ])('refuses %s in a scheme', (_, make, sentence) => {
    expect(make).toThrow(sentence);
  });
});

describe('cdk synth', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-app-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints one sentence and no stack trace for a mistake', async () => {
    const lib = join(import.meta.dirname, '../../lib');
    const file = join(folder, 'app.ts');
    writeFileSync(
      file,
      `import { explainMistakes } from '${lib}/user-mistake.ts';
       import { WebhookStack } from '${lib}/webhook-stack.ts';
       explainMistakes();
       const { App } = await import('${join(lib, '../node_modules/aws-cdk-lib/index.js')}');
       new WebhookStack(new App.App(), 'W', { endpoints: { a: { provider: 'strip', processor: 'stripe' } } });`.replace(
        'new App.App()',
        'new App()',
      ),
    );
    const run = promisify(execFile)(process.execPath, [file]).then(
      () => null,
      (error: { stderr: string; code: number }) => error,
    );
    const failure = await run;
    expect(failure?.code).toBe(1);
    expect(failure?.stderr.trim().split('\n')).toEqual([expect.stringContaining("did you mean 'stripe'?")]);
  });
});
