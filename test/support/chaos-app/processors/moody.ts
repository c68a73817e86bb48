import { defineProcessor } from '../../../../lambdas/processing/define-processor.ts';
import { NonRetryableError } from '../../../../lambdas/runtime/errors.ts';
import { recordRun } from '../record-run.ts';

/** Ids say what becomes of an event; any other one makes it throw now and then, before its effect or after it. */
export const handler = defineProcessor(
  {
    '*': async (attempt) => {
      recordRun('started', attempt);
      const { id } = attempt.event;
      const mood = Math.random();
      if (id.startsWith('hopeless') || id.startsWith('poison') || mood < 0.2) recordRun('threw', attempt);
      if (id.startsWith('hopeless')) throw new NonRetryableError('no such customer');
      if (id.startsWith('poison') || mood < 0.1) throw new Error('the books are closed');
      recordRun('returned', attempt);
      if (mood < 0.2) throw new Error('the answer of the books was lost');
    },
  },
  { backoff: { baseSeconds: 1, maxSeconds: 1 } },
);
