import { describe, expect, it } from 'vitest';
import { type Check, found, notChecked, right } from '../../../../operator/doctor/report.ts';
import { runChecks } from '../../../../operator/doctor/run-checks.ts';
import { OperatorError } from '../../../../operator/operator-error.ts';

const check = (name: Check['name'], run: Check['run'], fields: Partial<Check> = {}): Check => ({
  ...{ name, endpoint: null, withinMs: 5_000, run },
  ...fields,
});
const down = async () => {
  throw new OperatorError('SQS cannot be reached');
};

describe('running checks', () => {
  it('lists each once: found, not checked, or right', async () => {
    const fault = { code: 'ROUTE_MISSING', sentence: 'nothing there', remedy: 'look' } as const;
    const report = await runChecks([
      check('node', async () => right('24')),
      check('route', async () => found(fault), { endpoint: 'stripe' }),
      check('alarms', async () => notChecked('no CloudWatch here')),
    ]);
    expect(report).toEqual({
      findings: [{ check: 'route', endpoint: 'stripe', ...fault }],
      notChecked: [{ check: 'alarms', endpoint: null, reason: 'no CloudWatch here' }],
      right: [{ check: 'node', endpoint: null, detail: '24' }],
    });
  });

  it('gives one that hangs up, and lets the others end', async () => {
    const report = await runChecks([
      check('queue', () => new Promise(() => {}), { withinMs: 20 }),
      check('node', async () => right()),
    ]);
    expect(report.findings).toMatchObject([
      { code: 'SERVICE_UNREACHABLE', sentence: 'the check “queue” had no answer within 0.02 s' },
    ]);
    expect(report.right).toHaveLength(1);
  });

  it('says once that a service is down, however many endpoints met it', async () => {
    const checks = ['a', 'b', 'c'].map((endpoint) => check('queue', down, { endpoint }));
    expect((await runChecks(checks)).findings).toMatchObject([{ code: 'SERVICE_UNREACHABLE', endpoint: null }]);
  });

  it('never takes a defect of its own for a fault of the inbox', async () => {
    const broken = check('queue', async () => {
      throw new TypeError('undefined is not a function');
    });
    await expect(runChecks([broken])).rejects.toThrow(TypeError);
  });
});
