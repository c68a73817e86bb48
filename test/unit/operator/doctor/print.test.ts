import { describe, expect, it } from 'vitest';
import { doctorLines } from '../../../../operator/command-line/doctor-report.ts';
import { painter } from '../../../../operator/command-line/terminal.ts';
import { forInbox } from '../../../../operator/doctor/for-inbox.ts';
import type { DoctorReport } from '../../../../operator/doctor/report.ts';
import { examineDeployed, topicArn } from './deployed-inbox.ts';

const plain = painter(false);
const print = (report: DoctorReport) => doctorLines(report, plain).join('\n');

describe('the report', () => {
  it('of a healthy inbox begins with the good news', async () => {
    expect(print(await examineDeployed())).toMatch(/^no fault found\n\nnot checked\n {2}permissions {3}what the/);
  });

  it('prints commands that can be copied, within 80 columns where words allow', async () => {
    const subscriptions = async () => ({ confirmed: 0, pending: 0 });
    const text = print(await examineDeployed({ deployed: { subscriptions } }));
    expect(text).toContain(
      `ALARMS_WITHOUT_SUBSCRIBER\n  nobody hears the alarms\n    aws sns subscribe --topic-arn ${topicArn} \\\n    --protocol email --notification-endpoint <you@example.com>\n`,
    );
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('has colour only when told to', async () => {
    const report = await examineDeployed({ ports: { table: async () => null } });
    expect(print(report)).not.toContain('\u001b');
    expect(doctorLines(report, painter(true)).join('\n')).toContain('\u001b[31m1 fault found');
  });

  it('puts what holds for every endpoint into one line', () => {
    const right = ['stripe', 'github'].map((endpoint) => ({ check: 'queue', endpoint }) as const);
    const report: DoctorReport = { inbox: 'local', findings: [], notChecked: [], right };
    expect(print(report)).toBe('no fault found\n\nright\n  queue         every endpoint');
    const some = { ...report, right: [...right, { check: 'route', endpoint: 'github' } as const] };
    expect(print(some)).toContain('route         github');
  });
});

describe('a remedy', () => {
  const selector = { stack: 'Webhooks', region: 'eu-central-1', profile: 'ops' };

  it.each([
    ['inbox secret set stripe', 'inbox secret set stripe --stack Webhooks --region eu-central-1 --profile ops'],
    [
      'inbox dlq show a (says why), then: inbox dlq redrive a',
      'inbox dlq show a --stack Webhooks --region eu-central-1 --profile ops (says why), then: inbox dlq redrive a --stack Webhooks --region eu-central-1 --profile ops',
    ],
    [
      'aws sqs set-queue-attributes --queue-url q',
      'aws sqs set-queue-attributes --queue-url q --region eu-central-1 --profile ops',
    ],
    ['npx cdk deploy Webhooks (deployed with -c?)', 'npx cdk deploy Webhooks --profile ops (deployed with -c?)'],
    ['set the clock from the network', 'set the clock from the network'],
  ])('names the inbox that was examined: %s', (remedy, whole) => {
    expect(forInbox(remedy, selector)).toBe(whole);
    expect(forInbox(remedy, {})).toBe(remedy);
  });
});
