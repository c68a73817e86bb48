import { parentPort, workerData } from 'node:worker_threads';
import { flood } from './flood.ts';

// A thread of its own, so that the flood does not slow down the clock that measures the valid deliveries.
const { url, rate } = workerData as { url: string; rate: number };
const ending = new AbortController();
parentPort?.once('message', () => ending.abort());
parentPort?.postMessage(await flood({ url, rate, signal: ending.signal }));
