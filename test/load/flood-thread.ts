import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export type FloodAnswers = ReadonlyMap<number | null, number>;

/** A flood in a thread of its own. Returns what ends it, which resolves with how often each status was answered. */
export function startFlood(url: string, rate: number): () => Promise<FloodAnswers> {
  const worker = new Worker(new URL('./flood-worker.ts', import.meta.url), { workerData: { url, rate } });
  const answered = once(worker, 'message');
  return async () => {
    worker.postMessage('end');
    const [answers] = (await answered) as [FloodAnswers];
    return answers;
  };
}
