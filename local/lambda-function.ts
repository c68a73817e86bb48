import { type LambdaEnvironment, startEnvironment } from './lambda-environment.ts';
import type { FunctionSettings, WriteOutput } from './lambda-process.ts';
import type { LambdaResult } from './lambda-runtime-api.ts';
import { createPatience } from './patience.ts';

export type InvokeResult = LambdaResult | { readonly kind: 'throttled' };

/** One Lambda function with its execution environments. */
export interface LambdaFunction {
  readonly name: string;
  /** @param event JSON */
  invoke(event: string, traceId?: string): Promise<InvokeResult>;
  /** Starts an environment unless there is one. Null when it is ready, else the error its init ended with. */
  warmUp(): Promise<LambdaResult | null>;
  /** New invocations run the new code; running ones end with the old. */
  update(settings: FunctionSettings): void;
  stop(): Promise<void>;
}

const startsAtATime = 2;
const maxEnvironments = 64;
const idleMs = 60_000;

interface Waiting {
  readonly event: string;
  readonly traceId: string | undefined;
  readonly sinceMs: number;
  resolve(result: InvokeResult): void;
}

interface Idle {
  readonly environment: LambdaEnvironment;
  readonly sinceMs: number;
}

export function createLambdaFunction(
  initial: FunctionSettings,
  write: WriteOutput,
  patienceMs = createPatience(),
): LambdaFunction {
  let settings = initial;
  let stopped = false;
  let inFlight = 0;
  let idle: Idle[] = [];
  const waiting: Waiting[] = [];
  /** All that live, with the settings each was started with. */
  const environments = new Map<LambdaEnvironment, FunctionSettings>();
  const starting = new Set<Promise<LambdaResult | null>>();
  let timer: NodeJS.Timeout | undefined;

  const start = (): Promise<LambdaResult | null> => {
    const attempt = open(settings)
      .catch(
        (error: Error): LambdaResult => ({ kind: 'error', errorType: 'Runtime.Unknown', errorMessage: error.message }),
      )
      .finally(() => starting.delete(attempt));
    starting.add(attempt);
    void attempt.then((failure) => {
      if (failure) waiting.shift()?.resolve(failure);
      dispatch();
    });
    return attempt;
  };

  const open = async (own: FunctionSettings): Promise<LambdaResult | null> => {
    const environment = await startEnvironment(own, write);
    environments.set(environment, own);
    void environment.exited.then(() => {
      environments.delete(environment);
      idle = idle.filter((entry) => entry.environment !== environment);
    });
    if (stopped) await environment.stop();
    const failure = await environment.ready;
    if (failure) void environment.stop();
    else release(environment);
    return stopped ? null : failure;
  };

  const release = (environment: LambdaEnvironment) => {
    if (stopped || environment.hasEnded() || environments.get(environment) !== settings) void environment.stop();
    else idle.push({ environment, sinceMs: Date.now() });
  };

  const run = async ({ environment }: Idle, { event, traceId, resolve }: Waiting) => {
    const result = await environment.invoke(event, traceId);
    if (result.kind === 'error') write(JSON.stringify({ level: 'ERROR', ...result }));
    release(environment);
    resolve(result);
    dispatch();
  };

  const dispatch = () => {
    clearTimeout(timer);
    while (idle.length > 0 && waiting.length > 0) void run(idle.pop() as Idle, waiting.shift() as Waiting);
    if (!stopped && starting.size < Math.min(startsAtATime, waiting.length)) startInTime();
  };

  /** Starts an environment once the oldest invocation has waited long enough; the first one at once. */
  const startInTime = () => {
    const current = [...environments.values()].filter((own) => own === settings).length;
    const leftMs = (waiting[0]?.sinceMs ?? 0) + patienceMs(current) - Date.now();
    if (current + starting.size === 0 || (leftMs <= 0 && current < maxEnvironments)) void start();
    else timer = setTimeout(dispatch, Math.max(1, leftMs));
  };

  /** One environment stays warm. */
  const reaper = setInterval(() => {
    const surplus = idle.slice(0, -1).filter(({ sinceMs }) => Date.now() - sinceMs > idleMs);
    for (const { environment } of surplus) void environment.stop();
  }, idleMs / 2).unref();

  return {
    name: initial.name,
    async invoke(event, traceId) {
      if (stopped) return { kind: 'throttled' };
      if (settings.reservedConcurrency !== undefined && inFlight >= settings.reservedConcurrency) {
        return { kind: 'throttled' };
      }
      inFlight += 1;
      const result = await new Promise<InvokeResult>((resolve) => {
        waiting.push({ event, traceId, sinceMs: Date.now(), resolve });
        dispatch();
      });
      inFlight -= 1;
      return result;
    },
    async warmUp() {
      if (idle.length > 0) return null;
      const [attempt] = starting;
      return attempt ?? start();
    },
    update(next) {
      settings = next;
      const outdated = idle;
      idle = [];
      for (const { environment } of outdated) void environment.stop();
      dispatch();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(reaper);
      for (const { resolve } of waiting.splice(0)) resolve({ kind: 'throttled' });
      await Promise.all([...environments.keys()].map((environment) => environment.stop()));
    },
  };
}
