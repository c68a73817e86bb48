import { beforeEach, describe, expect, vi } from 'vitest';
import { attack } from './attack.ts';
import { signedBy } from './target.ts';

const verify = vi.hoisted(() => vi.fn<(...args: unknown[]) => unknown>());
vi.mock('../../lambdas/verification/verify.ts', () => ({ verify }));
beforeEach(() => verify.mockReset());

describe('a verdict that is not plainly true', () => {
  attack('SIG-35', async (target) => {
    const verdicts: unknown[] = [
      { verified: false, reason: 'signature_mismatch' },
      { verified: 'true', reason: 'signature_mismatch' },
      { verified: 1 },
      {},
      Promise.resolve({ verified: true, secretIndex: 0 }),
      'verified',
    ];
    for (const verdict of verdicts) {
      verify.mockReturnValue(verdict);
      expect((await target.send('stripe', signedBy.stripe(target))).statusCode).toBe(401);
    }
    for (const verdict of [null, undefined]) {
      verify.mockReturnValue(verdict);
      expect((await target.send('stripe', signedBy.stripe(target))).statusCode).toBe(500);
    }
    verify.mockImplementation(() => {
      throw new RangeError('the verifier breaks');
    });
    expect((await target.send('stripe', signedBy.stripe(target))).statusCode).toBe(500);
    expect([...target.inbox.messages, ...target.inbox.received]).toEqual([]);
    verify.mockImplementation(() => ({ verified: true, secretIndex: 0 }));
    expect((await target.send('stripe', signedBy.stripe(target))).statusCode).toBe(200);
  });
});
