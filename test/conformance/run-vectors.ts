import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { checkVector } from './check-vector.ts';
import { readVectorFiles, type Vector, type VectorFile, VectorFilesError } from './vector.ts';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Vectors that a receiver may refuse, and the two arrays that are no verdicts on genuine deliveries. */
  readonly apart: Record<'optional' | 'hardening' | 'limits', { passed: number; failed: number }>;
  readonly failures: string[];
}

/** Plays every vector of the folders, or of one provider. Throws VectorFilesError when there is nothing to play. */
export async function runVectors(folders: readonly string[], only?: string): Promise<Tally> {
  const none = () => ({ passed: 0, failed: 0 });
  const apart = { optional: none(), hardening: none(), limits: none() };
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, apart, failures: [] };
  const all = folders.flatMap((folder) => readVectorFiles(folder));
  const files = only === undefined ? all : all.filter(({ provider }) => provider === only);
  if (files.length === 0) throw new VectorFilesError(`no file there holds vectors of provider "${only}".`);
  for (const file of files) {
    const provider = catalogue.get(file.provider);
    if (provider) await playFile(provider, file, tally);
    else tally.skipped += file.vectors.length;
  }
  return tally;
}

async function playFile(provider: Provider, file: VectorFile, tally: Tally): Promise<void> {
  const play = async (vector: Vector, counts: { passed: number; failed: number }, kind = '') => {
    const failure = await checkVector(provider, vector).catch((error: unknown) => `cannot be played: ${error}`);
    counts[failure === null ? 'passed' : 'failed'] += 1;
    if (failure !== null) tally.failures.push(`${kind}${file.provider}/${vector.name}: ${failure}`);
  };
  for (const vector of file.vectors) {
    if (vector.expect.optional) await play(vector, tally.apart.optional, 'optional ');
    else await play(vector, tally);
  }
  for (const vector of file.hardening ?? []) await play(vector, tally.apart.hardening, 'hardening ');
  for (const vector of file.limits ?? []) await play(vector, tally.apart.limits, 'limit ');
}
