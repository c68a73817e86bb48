/** Requests a second, steadily and at once, as a stage's route settings say. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** Whether another request may pass now. */
export function createTokenBucket(throttle: Throttle | undefined, nowMs: () => number = Date.now): () => boolean {
  if (!throttle) return () => true;
  let tokens = throttle.burst;
  let filledAtMs = nowMs();
  return () => {
    const now = nowMs();
    tokens = Math.min(throttle.burst, tokens + ((now - filledAtMs) / 1000) * throttle.rate);
    filledAtMs = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
