import type { RejectionReason, Verdict } from './scheme.ts';

/** Later entries say more: a genuine signature that is merely late says most. */
const telling: readonly RejectionReason[] = ['claim_mismatch', 'malformed_timestamp', 'timestamp_out_of_tolerance'];

/**
 * Tries every secret, so that a malformed one is always found; the newest that fits counts.
 * When none fits, the verdict that says most about why.
 */
export function firstVerified<Secret>(secrets: readonly Secret[], verdictOf: (secret: Secret) => Verdict): Verdict {
  const verdicts = secrets.map(verdictOf);
  const secretIndex = verdicts.findIndex(({ verified }) => verified === true);
  if (secretIndex >= 0) return { verified: true, secretIndex };
  const late = [...telling].reverse().flatMap((reason) => verdicts.filter((verdict) => reasonOf(verdict) === reason));
  return late[0] ?? verdicts[0] ?? { verified: false, reason: 'signature_mismatch' };
}

const reasonOf = (verdict: Verdict) => (verdict.verified === true ? null : verdict.reason);
