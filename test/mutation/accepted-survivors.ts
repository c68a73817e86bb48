import { idempotency } from './accepted/idempotency.ts';
import { ingest } from './accepted/ingest.ts';
import { processing } from './accepted/processing.ts';
import { verificationKeys } from './accepted/verification-keys.ts';
import { verificationParts } from './accepted/verification-parts.ts';
import { verificationSchemes } from './accepted/verification-schemes.ts';

/** Mutants that no test can kill, or that are not worth a test, and why. */
export interface Accepted {
  /** From the project's root. */
  readonly file: string;
  readonly reason: string;
  /** The line that it begins in, or as much of it as tells it from others, and the mutant as `npm run mutate` prints it. */
  readonly mutants: readonly (readonly [line: string, mutant: string])[];
}

export interface AcceptedSurvivor {
  readonly file: string;
  readonly line: string;
  readonly mutant: string;
  readonly reason: string;
}

/** `npm run mutate` fails when another mutant survives, and when one of these does not any more. */
export const acceptedSurvivors: readonly AcceptedSurvivor[] = [
  ...idempotency,
  ...ingest,
  ...processing,
  ...verificationParts,
  ...verificationSchemes,
  ...verificationKeys,
].flatMap(({ file, reason, mutants }) => mutants.map(([line, mutant]) => ({ file, line, mutant, reason })));
