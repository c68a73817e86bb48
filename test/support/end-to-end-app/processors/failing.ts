import { defineProcessor } from '../../../../lambdas/processing/define-processor.ts';
import { NonRetryableError } from '../../../../lambdas/runtime/errors.ts';

export const handler = defineProcessor(
  {
    '*': async ({ event }) => {
      if (event.id === 'hopeless') throw new NonRetryableError('no such customer');
      if (event.id.startsWith('bad')) throw new Error('the books are closed');
    },
  },
  { backoff: { baseSeconds: 1, maxSeconds: 1 } },
);
