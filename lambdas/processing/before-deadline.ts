import { WebhookError } from '../runtime/errors.ts';

/** A handler did not return before the function's time was nearly up. */
export class HandlerTimeoutError extends WebhookError {
  override readonly name = 'HandlerTimeoutError';
}

/** What `work` yields, or what `late` yields when it has not settled after `ms`; `work` then runs on unobserved. */
export async function beforeDeadline<Result>(work: Promise<Result>, ms: number, late: () => Result): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const timer = setTimeout(
    () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    },
    Math.max(0, ms),
  );
  work.then(resolve, reject);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
