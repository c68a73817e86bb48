import { describe, expect, it } from 'vitest';
import { customProvider } from '../../../../lambdas/providers/custom-provider.ts';
import { unsigned } from '../../../../lambdas/verification/schemes.ts';
import { examineWithout } from '../../../../operator/doctor/doctor.ts';
import { faults } from '../../../../operator/doctor/faults.ts';
import { OperatorError } from '../../../../operator/operator-error.ts';
import { answered, examineDeployed, type Seeds } from './deployed-inbox.ts';
import { seeded, stored } from './seeded-faults.ts';

describe('the doctor, of a deployed inbox', () => {
  it('finds nothing where all is right, and says what it cannot see', async () => {
    const report = await examineDeployed();
    expect(report.findings).toEqual([]);
    expect(report.notChecked).toMatchObject([{ check: 'permissions', endpoint: null }]);
    expect(report.right.map(({ check }) => check).toSorted()).toEqual(
      [
        'node',
        'code',
        'clock',
        'table',
        'alarms',
        'tls',
        'secret',
        'url',
        'route',
        'queue',
        'mapping',
        'public url',
        'dead letters',
        'canary',
      ].toSorted(),
    );
  });

  it('is shown every fault that it knows', () => {
    const codes = new Set([...seeded.map(([code]) => code), 'INBOX_NOT_FOUND']);
    expect(Object.keys(faults).filter((code) => !codes.has(code))).toEqual([]);
  });

  it.each(seeded)('%s: %s', async (code, _, seeds, remedy) => {
    const { findings, right } = await examineDeployed(seeds);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.remedy).toMatch(remedy);
    expect(findings[0]?.sentence).not.toContain('MfKQ9r8');
    // No fault hides what other checks see.
    expect(right.length).toBeGreaterThan(8);
  });
});

describe('an inbox that is not found', () => {
  const synthesize = async () => new Map([['One', { Resources: { F: { Properties: { Runtime: 'nodejs24.x' } } } }]]);
  const here = { context: null, nodeVersion: '20.1.0' };

  it('is itself the finding', async () => {
    const { findings, notChecked } = await examineWithout(new OperatorError('none'), here, { synthesize });
    expect(findings).toMatchObject([{ code: 'INBOX_NOT_FOUND', sentence: 'none' }, { code: 'NODE_TOO_OLD' }]);
    expect(notChecked.map(({ check }) => check)).toContain('canary');
  });

  it('for want of rights is a matter of rights', async () => {
    const cause = Object.assign(new Error('not authorized to perform: cloudformation:GetTemplate on'), {
      name: 'AccessDenied',
    });
    const error = new OperatorError('you may not', { cause });
    const { findings } = await examineWithout(error, here, { synthesize });
    expect(findings[0]).toMatchObject({
      code: 'PERMISSION_DENIED',
      remedy: expect.stringMatching(/cloudformation:GetTemplate/),
    });
  });
});

describe('a canary', () => {
  const canaryOf = async (seeds: Seeds) => {
    const { notChecked, findings } = await examineDeployed(seeds);
    return [findings.map(({ code }) => code), notChecked.find(({ check }) => check === 'canary')?.reason];
  };
  const nothingIsSent = { deliver: () => Promise.reject(new Error('something was sent')) };

  it('is not sent to processors that would take it for an event', async () => {
    expect(await canaryOf({ canary: null, ports: nothingIsSent })).toEqual([
      [],
      expect.stringMatching(/deploy it again$/),
    ]);
  });

  it('is not sent where only the provider can sign', async () => {
    const publicKey = '2d4f3a6b7c8d9e0f112233445566778899aabbccddeeff00112233445566778a';
    const seeds = { provider: 'discord', ports: { ...stored(publicKey), ...nothingIsSent } };
    expect(await canaryOf(seeds)).toEqual([[], expect.stringMatching(/^only Discord has the private key/)]);
  });

  it('is not sent where a delivery cannot be marked', async () => {
    const seeds = { provider: 'twilio', ports: { ...stored('0123456789abcdef'), ...nothingIsSent } };
    expect(await canaryOf(seeds)).toEqual([[], expect.stringMatching(/^a delivery of Twilio cannot be marked/)]);
  });

  it('goes to an endpoint that verifies nothing as well, which no probe without a signature must reach', async () => {
    const asked: string[] = [];
    const report = await examineDeployed({
      definition: customProvider('stripe', unsigned({ reason: 'only reachable inside the house' })),
      ports: {
        probe: async (_, method) => {
          asked.push(method);
          return answered(404);
        },
      },
    });
    expect([report.findings, asked]).toEqual([[], ['OPTIONS']]);
    expect(report.right.map(({ check }) => check)).toContain('canary');
  });
});
