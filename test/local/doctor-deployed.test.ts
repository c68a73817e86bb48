import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DoctorReport } from '../../operator/doctor/report.ts';
import { type DeployedStandIn, standInForAws } from '../support/deployed-stand-in.ts';
import { type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';

const root = join(import.meta.dirname, '../..');
let stack: LocalInbox;
let aws: DeployedStandIn;

beforeAll(async () => {
  stack = await startLocalInbox(join(root, 'bin/webhooks.ts'));
  aws = await standInForAws(stack);
}, 120_000);
afterAll(async () => {
  aws?.stop();
  await stack?.remove();
});

type Report = DoctorReport & { readonly ok: boolean };

async function doctor(...args: string[]): Promise<{ readonly code: number; readonly report: Report }> {
  const argv = ['bin/inbox.ts', 'doctor', ...args, '--stack', 'Webhooks', '--region', 'us-east-1', '--json'];
  const options = { cwd: root, env: aws.environment };
  const { code = 0, stdout } = (await promisify(execFile)(process.execPath, argv, options).catch(
    (error: { code: number; stdout: string }) => error,
  )) as { code?: number; stdout: string };
  return { code, report: JSON.parse(stdout) as Report };
}

it('of a deployed inbox finds what is wrong, then nothing, and sends its canaries over TLS', async () => {
  aws.setMappings('Disabled');
  const before = await doctor('github', '--no-canary');
  expect([before.code, before.report.findings.map(({ code }) => code).toSorted()]).toEqual([
    1,
    ['ALARMS_WITHOUT_SUBSCRIBER', 'MAPPING_DISABLED'],
  ]);
  expect(before.report.findings.map(({ remedy }) => remedy)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^aws lambda update-event-source-mapping .* --region us-east-1$/)]),
  );

  aws.setMappings('Enabled');
  await aws.subscribe();
  const { code, report } = await doctor();
  expect(report.findings).toEqual([]);
  expect([code, report.ok, report.inbox]).toEqual([0, true, 'deployed']);
  const canaries = report.right.filter(({ check }) => check === 'canary').map(({ endpoint }) => endpoint);
  expect(canaries.toSorted()).toEqual(['acme-billing', 'acme-events', 'github', 'shopify', 'slack', 'stripe']);
  const without = report.notChecked.filter(({ check }) => check === 'canary');
  expect(without.map(({ endpoint }) => endpoint).toSorted()).toEqual(['discord', 'sendgrid', 'twilio']);
  await stack.journalUntil(
    (lines) =>
      lines.filter(({ kind, outcome }) => kind === 'attempt' && outcome === 'completed').length >= canaries.length,
  );
}, 180_000);
