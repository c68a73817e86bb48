import { defineProcessor } from '../../../../lambdas/processing/define-processor.ts';
import { recordRun } from '../record-run.ts';

export const handler = defineProcessor(
  {
    '*': async (attempt) => {
      recordRun('started', attempt);
      recordRun('returned', attempt);
    },
  },
  { backoff: { baseSeconds: 1, maxSeconds: 1 } },
);
