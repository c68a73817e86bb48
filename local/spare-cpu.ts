import { cpus } from 'node:os';

export interface CpuTimes {
  /** Milliseconds since the machine started, of all cores together. */
  readonly idle: number;
  readonly total: number;
}

const shortestWindowMs = 250;
/** What was measured over longer says nothing about now. */
const longestWindowMs = 1_500;
const spareShare = 0.2;

/**
 * Returns whether the machine has had CPU to spare since the question before. True when nobody asked for long: whoever
 * goes on asking learns the rest.
 */
export function watchSpareCpu(read: () => CpuTimes = readTimes, nowMs: () => number = Date.now): () => boolean {
  let before = { ...read(), atMs: nowMs() };
  let answer = true;
  return () => {
    const windowMs = nowMs() - before.atMs;
    if (windowMs < shortestWindowMs) return answer;
    const now = { ...read(), atMs: nowMs() };
    const share = (now.idle - before.idle) / (now.total - before.total);
    answer = windowMs > longestWindowMs || !(share < spareShare);
    before = now;
    return answer;
  };
}

function readTimes(): CpuTimes {
  const all = cpus().map(({ times }) => times);
  const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);
  return { idle: sum(all.map(({ idle }) => idle)), total: sum(all.flatMap((times) => Object.values(times))) };
}
