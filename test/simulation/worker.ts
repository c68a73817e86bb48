/** One thread of `npm run simulate`. */
import { parentPort, workerData } from 'node:worker_threads';
import { runMany } from './run-many.ts';

parentPort?.postMessage(await runMany(workerData as Parameters<typeof runMany>[0]));
