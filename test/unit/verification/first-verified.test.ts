import { describe, expect, it } from 'vitest';
import { firstVerified } from '../../../lambdas/verification/first-verified.ts';
import type { RejectionReason, Verdict } from '../../../lambdas/verification/scheme.ts';

const refused = (reason: RejectionReason): Verdict => ({ verified: false, reason });
const right: Verdict = { verified: true, secretIndex: 0 };
const of = (...verdicts: Verdict[]) => firstVerified(verdicts, (verdict) => verdict);

describe('the verdict of several secrets', () => {
  it('names the newest that fits', () => {
    expect(of(right, right)).toEqual({ verified: true, secretIndex: 0 });
    expect(of(right, refused('timestamp_out_of_tolerance'))).toEqual({ verified: true, secretIndex: 0 });
    expect(of(refused('signature_mismatch'), right, right)).toEqual({ verified: true, secretIndex: 1 });
  });

  it.each<RejectionReason[]>([
    ['signature_mismatch', 'claim_mismatch'],
    ['claim_mismatch', 'malformed_timestamp'],
    ['malformed_timestamp', 'timestamp_out_of_tolerance'],
    ['claim_mismatch', 'timestamp_out_of_tolerance'],
  ])('of %s and %s is the second, in whichever order', (less, more) => {
    expect(of(refused(less), refused(more))).toEqual(refused(more));
    expect(of(refused(more), refused(less))).toEqual(refused(more));
  });

  it('is the newest secret’s when none says more than another, and a mismatch without any', () => {
    expect(of(refused('unknown_key'), refused('signature_mismatch'))).toEqual(refused('unknown_key'));
    expect(of()).toEqual(refused('signature_mismatch'));
  });

  it('asks every secret, so that a malformed one is found behind one that fits', () => {
    const malformed = () => {
      throw new Error('malformed');
    };
    expect(() => firstVerified([right, null], (verdict) => verdict ?? malformed())).toThrow('malformed');
  });
});
