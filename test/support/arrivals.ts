import { setTimeout as delay } from 'node:timers/promises';

/**
 * Calls `arrive` at a steady rate, whatever becomes of the arrivals before: the load of a world that does not wait.
 * `scheduledMs` is when it was due on performance.now()'s clock, which is where its latency begins.
 * Resolves when the signal aborts or so many have come.
 */
export async function scheduleArrivals(
  { rate, signal, limit = Number.POSITIVE_INFINITY }: { rate: number; signal?: AbortSignal; limit?: number },
  arrive: (scheduledMs: number) => void,
): Promise<void> {
  const startedMs = performance.now();
  for (let count = 0; count < limit && !signal?.aborted; count += 1) {
    const dueMs = startedMs + (count * 1000) / rate;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs, undefined, signal ? { signal } : {}).catch(() => {});
    if (!signal?.aborted) arrive(dueMs);
  }
}
