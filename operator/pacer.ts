/** Lets callers through at most `perSecond` times a second, evenly; null: at once. */
export function createPacer(
  perSecond: number | null,
  nowMs: () => number,
  sleep: (ms: number) => Promise<unknown>,
): () => Promise<void> {
  if (perSecond === null) return async () => {};
  let nextMs = nowMs();
  return async () => {
    const turnMs = Math.max(nowMs(), nextMs);
    nextMs = turnMs + 1000 / perSecond;
    await sleep(turnMs - nowMs());
  };
}
