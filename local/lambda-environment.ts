import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type FunctionSettings, killEnvironment, spawnEnvironment, type WriteOutput } from './lambda-process.ts';
import { type Invocation, type LambdaResult, type RuntimeListener, startRuntimeApi } from './lambda-runtime-api.ts';

/** One execution environment: runs one invocation at a time, and ends after a timeout or a crash. */
export interface LambdaEnvironment {
  /** Null when init has succeeded, else the error that it ended with. */
  readonly ready: Promise<LambdaResult | null>;
  readonly exited: Promise<void>;
  /** True from the timeout or crash on that ends it, before the process has exited. */
  hasEnded(): boolean;
  /** @param event JSON */
  invoke(event: string, traceId?: string): Promise<LambdaResult>;
  stop(): Promise<void>;
}

/** Lambda gives init ten seconds, then once more the function's own timeout. */
const initSeconds = 10;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const payloadLimitBytes = 6 * 1024 * 1024;

export async function startEnvironment(settings: FunctionSettings, write: WriteOutput): Promise<LambdaEnvironment> {
  const ready = Promise.withResolvers<LambdaResult | null>();
  let give: ((invocation: Invocation) => void) | undefined;
  let early: Invocation | undefined;
  let hasEnded = false;
  let pending: { readonly requestId: string; finish(result: LambdaResult): void } | undefined;

  const listener: RuntimeListener = {
    next(giveInvocation) {
      ready.resolve(null);
      // The invocation may be here already: the runtime reports a result before it asks for the next.
      if (early) giveInvocation(early);
      else give = giveInvocation;
      early = undefined;
    },
    finished(requestId, result) {
      if (requestId === pending?.requestId) pending.finish(limitSize(result));
    },
    initFailed: ready.resolve,
  };
  const api = await startRuntimeApi(listener);
  const child = spawnEnvironment(settings, api.address, write);
  const end = (result: LambdaResult) => {
    hasEnded = true;
    ready.resolve(result);
    pending?.finish(result);
    killEnvironment(child);
  };
  const initTimer = setTimeout(
    () => end(sandboxError('Sandbox.Timedout', `Init timed out after ${initSeconds}.00 seconds`)),
    (initSeconds + settings.timeoutSeconds) * 1000,
  );
  void ready.promise.then(() => clearTimeout(initTimer));
  child.once('error', (error) => end(sandboxError('Runtime.InvalidEntrypoint', error.message)));
  const exited = once(child, 'exit').then(
    ([code, signal]) => {
      api.stop();
      end(exitError(code as number | null, signal as string | null, pending?.requestId));
    },
    () => api.stop(),
  );

  const invoke = (event: string, traceId = createTraceId()): Promise<LambdaResult> =>
    new Promise((resolve) => {
      const requestId = randomUUID();
      const timeout = setTimeout(
        () => end(timedOut(requestId, settings.timeoutSeconds)),
        settings.timeoutSeconds * 1000,
      );
      pending = {
        requestId,
        finish(result) {
          clearTimeout(timeout);
          pending = undefined;
          resolve(result);
        },
      };
      const deadlineMs = Date.now() + settings.timeoutSeconds * 1000;
      const invocation = { requestId, event, functionArn: settings.arn, deadlineMs, traceId };
      const run = give;
      give = undefined;
      if (hasEnded) end(sandboxError('Runtime.ExitError', 'The environment has ended'));
      else if (run) run(invocation);
      else early = invocation;
    });

  const stop = async () => {
    killEnvironment(child);
    await exited;
  };
  return { ready: ready.promise, exited, hasEnded: () => hasEnded, invoke, stop };
}

const sandboxError = (errorType: string, errorMessage: string): LambdaResult => ({
  kind: 'error',
  errorType,
  errorMessage,
});

const timedOut = (requestId: string, seconds: number) =>
  sandboxError('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`);

function exitError(code: number | null, signal: string | null, requestId = 'init'): LambdaResult {
  const how = signal ? `signal: ${signal}` : `exit status ${code}`;
  return sandboxError('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: ${how}`);
}

function limitSize(result: LambdaResult): LambdaResult {
  if (result.kind === 'error' || Buffer.byteLength(result.payload) <= payloadLimitBytes) return result;
  return sandboxError('Function.ResponseSizeTooLarge', 'Response payload size exceeded maximum allowed payload size');
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-traceids */
export function createTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
