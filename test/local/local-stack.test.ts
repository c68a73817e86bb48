import { createHmac } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalStack, startLocalStack } from '../../local/local-stack.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'inbox-local-stack-'));
const project = join(folder, 'project');
const state = join(folder, 'state');
const printed: string[] = [];
const listeners = new Set<() => void>();
let stack: LocalStack;

/** An app of its own beside the real lib/ and lambdas/, so that the test may change it. */
function writeApp(endpoints: readonly string[], extra = ''): void {
  const declared = endpoints.map((name) => `${name}: { provider, eventId: [header('x-id')], processor: 'greet' }`);
  writeFileSync(
    join(project, 'bin/webhooks.ts'),
    `import { App, CfnResource } from 'aws-cdk-lib';
    import { header, rawBody } from ${JSON.stringify(join(root, 'lambdas/verification/parts.ts'))};
    import { hmac } from ${JSON.stringify(join(root, 'lambdas/verification/schemes.ts'))};
    import { explainMistakes } from ${JSON.stringify(join(root, 'lib/user-mistake.ts'))};
    import { WebhookStack } from ${JSON.stringify(join(root, 'lib/webhook-stack.ts'))};
    explainMistakes();
    const provider = hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-signature'), signedContent: [rawBody] });
    const stack = new WebhookStack(new App(), 'Test', {
      processorsDirectory: ${JSON.stringify(join(project, 'lambdas'))},
      endpoints: { ${declared.join(', ')} },
    });
    ${extra}`,
  );
}

function writeProcessor(greeting: string): void {
  writeFileSync(
    join(project, 'lambdas/greet.ts'),
    `import { defineProcessor } from ${JSON.stringify(join(root, 'lambdas/processing/define-processor.ts'))};
    export const handler = defineProcessor({ '*': async ({ event }) => console.log('${greeting} ' + event.id) });`,
  );
}

function print(line: string): void {
  printed.push(line);
  for (const look of [...listeners]) look();
}

/** Resolves with the first line from now on, or printed since `from`, that matches. */
function printedLine(pattern: RegExp, from = printed.length): Promise<string> {
  return new Promise((resolve) => {
    const look = () => {
      const line = printed.slice(from).find((text) => pattern.test(text));
      if (line === undefined) return;
      listeners.delete(look);
      resolve(line);
    };
    listeners.add(look);
    look();
  });
}

const start = () =>
  startLocalStack({
    projectDirectory: project,
    stateDirectory: state,
    port: 0,
    ephemeral: false,
    reset: false,
    tunnel: false,
    environment: {},
    print,
  });

const secretOf = (endpoint: string) =>
  stack.endpoints().find(({ name }) => name === endpoint)?.configuredSecret ?? 'none';

async function send(endpoint: string, id: string, secret = secretOf(endpoint)): Promise<number> {
  const body = '{}';
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-id': id, 'x-signature': signature };
  const response = await fetch(`${stack.url}/hooks/${endpoint}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

beforeAll(async () => {
  mkdirSync(join(project, 'bin'), { recursive: true });
  mkdirSync(join(project, 'lambdas'));
  cpSync(join(root, 'cdk.json'), join(project, 'cdk.json'));
  cpSync(join(root, 'package.json'), join(project, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  writeApp(['one', 'two'], `new CfnResource(stack, 'Stream', { type: 'AWS::Kinesis::Stream' });`);
  writeProcessor('hello');
  stack = await start();
}, 90_000);
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// In this order: each test goes on with what the one before has left running.
describe('the local stack', { shuffle: false, timeout: 90_000 }, () => {
  it('runs what the template declares, and names what it cannot run', async () => {
    const strangers = printed.filter((line) => line.includes('has no stand-in here'));
    expect(strangers).toEqual([expect.stringContaining('AWS::Kinesis::Stream')]);
    const ran = printedLine(/hello first/);
    expect(await send('one', 'first')).toBe(200);
    await ran;
    expect(await send('one', 'forged', 'another secret')).toBe(401);
    expect(await send('three', 'x')).toBe(404);
  });

  it('tells the command line what runs where', () => {
    const description = JSON.parse(readFileSync(join(state, 'stack.json'), 'utf8'));
    expect(description).toMatchObject({
      pid: process.pid,
      url: stack.url,
      region: 'us-east-1',
      accountId: '000000000000',
      services: {
        sqs: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        dynamodb: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        secretsmanager: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        s3: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      },
      publicUrls: { one: `${stack.url}/hooks/one`, two: `${stack.url}/hooks/two` },
      journal: join(state, 'journal.ndjson'),
    });
    const template = JSON.parse(readFileSync(description.template, 'utf8'));
    const { queue, secret } = template.Metadata.WebhookInbox.endpoints.one;
    expect(description.resources[queue]).toMatch(/\/000000000000\/Test-one$/);
    expect(description.resources[secret]).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:/);
  });

  it('rebuilds and uses a changed processor without a restart', async () => {
    const used = printedLine(/new template is in use/);
    writeProcessor('good evening');
    await used;
    const ran = printedLine(/(hello|good evening) second/);
    expect(await send('one', 'second')).toBe(200);
    expect(await ran).toContain('good evening second');
  });

  it('goes on with the old app while the new one is wrong, and says in a sentence what is', async () => {
    const refused = printedLine(/is not used/);
    writeApp(['one', 'Two_']);
    const line = await refused;
    expect(line.split('\n')).toHaveLength(1);
    expect(line).toContain('Two_');
    expect(await send('two', 'third')).toBe(200);
  });

  it('adds and drops endpoints as the app does', async () => {
    const used = printedLine(/new template is in use/);
    writeApp(['one', 'three']);
    await used;
    expect(await send('three', 'fourth')).toBe(200);
    expect(await send('two', 'fifth')).toBe(404);
  });

  it('keeps events and secrets over a restart', async () => {
    const secret = secretOf('one');
    await stack.stop();
    stack = await start();
    expect(secretOf('one')).toBe(secret);
    const duplicate = printedLine(/one +duplicate/);
    expect(await send('one', 'second')).toBe(200);
    expect(await duplicate).toContain('second');
  });

  it('refuses a state folder that another stack uses', async () => {
    await expect(start()).rejects.toThrow(/already uses/);
  });
});
