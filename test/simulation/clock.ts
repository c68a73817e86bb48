export interface Timer {
  readonly atMs: number;
  run: Run | null;
}

/** `nobody` when no promise was settled and no code was called that may await one. */
type Run = () => unknown;
export const nobody = Symbol('woke nobody');

/** Virtual time: it stands still while code runs, and jumps to whatever is due next. */
export interface Clock {
  readonly nowMs: () => number;
  readonly at: (ms: number, run: Run) => Timer;
  readonly after: (ms: number, run: Run) => Timer;
  readonly sleep: (ms: number) => Promise<void>;
  /** Runs what is due, in order, until nothing is. Throws after so many steps: something then never ends. */
  readonly runAll: (maxSteps: number) => Promise<void>;
}

/** Awaited: once every promise that can settle without a timer has settled. */
// biome-ignore lint/suspicious/noThenProperty: a promise instead would be made some forty times in a run
const settled = { then: (resolve: () => void) => process.nextTick(resolve) };

export function createClock(startMs: number): Clock {
  let nowMs = startMs;
  /** Latest first, so that the next one is popped off the end; of those at one time, the one made first runs first. */
  const timers: Timer[] = [];

  const at: Clock['at'] = (ms, run) => {
    const timer: Timer = { atMs: Math.max(ms, nowMs), run };
    let [low, high] = [0, timers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((timers[middle] as Timer).atMs > timer.atMs) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
    return timer;
  };
  const after: Clock['after'] = (ms, run) => at(nowMs + ms, run);

  return {
    nowMs: () => nowMs,
    at,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    async runAll(maxSteps) {
      await settled;
      for (let steps = 0; timers.length > 0; ) {
        const { atMs, run } = timers.pop() as Timer;
        if (run === null) continue;
        nowMs = atMs;
        if (run() !== nobody) await settled;
        steps += 1;
        if (steps === maxSteps) throw new Error(`still busy after ${maxSteps} steps`);
      }
    },
  };
}

/** What `AbortSignal.timeout` gives in virtual time: the network alone looks at it. */
export interface Deadline {
  readonly deadlineMs: number;
}

/** Puts timers, time and chance of this process under the clock; the result puts them back. */
export function takeOver(clock: Clock, random: () => number): () => void {
  const { setTimeout, clearTimeout } = globalThis;
  const { timeout } = AbortSignal;
  const { now } = Date;
  const mathRandom = Math.random;
  const replaced = {
    setTimeout: (run: () => void, ms = 0) => clock.after(ms, run),
    clearTimeout: (timer: Timer | undefined) => {
      if (timer) timer.run = null;
    },
  };
  Object.assign(globalThis, replaced);
  AbortSignal.timeout = (ms) => ({ deadlineMs: clock.nowMs() + ms }) satisfies Deadline as unknown as AbortSignal;
  Date.now = clock.nowMs;
  Math.random = random;
  return () => {
    Object.assign(globalThis, { setTimeout, clearTimeout });
    AbortSignal.timeout = timeout;
    Date.now = now;
    Math.random = mathRandom;
  };
}
