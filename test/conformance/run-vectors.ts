import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { checkVector } from './check-vector.ts';
import { readVectorFiles, type Vector, type VectorFile } from './vector.ts';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Vectors that a receiver may refuse, and the two arrays that are no verdicts on genuine deliveries. */
  readonly apart: Record<'optional' | 'hardening' | 'limits', { passed: number; failed: number }>;
  readonly failures: string[];
}

/** Plays every vector of the folders. Throws when a folder cannot be read. */
export async function runVectors(folders: readonly string[], only?: string): Promise<Tally> {
  const none = () => ({ passed: 0, failed: 0 });
  const apart = { optional: none(), hardening: none(), limits: none() };
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, apart, failures: [] };
  const files = folders.flatMap((folder) => readVectorFiles(folder));
  for (const file of files.filter(({ provider }) => only === undefined || provider === only)) {
    const provider = catalogue.get(file.provider);
    if (provider) await playFile(provider, file, tally);
    else tally.skipped += file.vectors.length;
  }
  return tally;
}

async function playFile(provider: Provider, file: VectorFile, tally: Tally): Promise<void> {
  const play = async (vector: Vector, counts: { passed: number; failed: number }) => {
    const failure = await checkVector(provider, vector);
    counts[failure === null ? 'passed' : 'failed'] += 1;
    if (failure !== null) tally.failures.push(`${file.provider}/${vector.name}: ${failure}`);
  };
  for (const vector of file.vectors) await play(vector, vector.expect.optional ? tally.apart.optional : tally);
  for (const vector of file.hardening ?? []) await play(vector, tally.apart.hardening);
  for (const vector of file.limits ?? []) await play(vector, tally.apart.limits);
}
