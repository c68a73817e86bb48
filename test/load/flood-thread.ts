import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export type FloodAnswers = ReadonlyMap<number | null, number>;

/** A flood in a thread of its own. Returns what ends it, which resolves with how often each status was answered. */
export function startFlood(url: string, rate: number): () => Promise<FloodAnswers> {
  const worker = new Worker(join(import.meta.dirname, 'flood-worker.ts'), { workerData: { url, rate } });
  const answered = once(worker, 'message');
  return async () => {
    worker.postMessage('end');
    const [answers] = (await answered) as [FloodAnswers];
    return answers;
  };
}
