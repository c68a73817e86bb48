/** Moments of one invocation, in ms since the epoch, in this order. */
export interface Deadlines {
  /** From here on no record is started. */
  readonly lastStart: number;
  /** Handlers are told to stop. */
  readonly abort: number;
  /** Handlers that still run are no longer waited for. */
  readonly abandon: number;
  /** The batch response is returned, whatever still runs. */
  readonly answer: number;
  /** The function's end plus five seconds of clock skew. */
  readonly leaseUntil: number;
}

/** `remainingMs` is the invocation's time at its start; the margins shrink with it, so that a function of two seconds works too. */
export function deadlinesOf(nowMs: number, remainingMs: number): Deadlines {
  const end = nowMs + remainingMs;
  const before = (capMs: number, share: number) => end - Math.min(capMs, remainingMs * share);
  return {
    lastStart: before(5000, 0.4),
    abort: before(3000, 0.3),
    abandon: before(2000, 0.2),
    answer: before(1000, 0.1),
    leaseUntil: end + 5000,
  };
}
