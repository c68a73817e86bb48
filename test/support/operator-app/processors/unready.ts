import { existsSync } from 'node:fs';
import * as z from 'zod';
import { defineProcessor, on } from '../../../../lambdas/processing/define-processor.ts';
import { NonRetryableError } from '../../../../lambdas/runtime/errors.ts';

const isRepaired = () => existsSync(process.env.REPAIRED ?? '');

export const handler = defineProcessor(
  {
    'invoice.*': async () => {
      if (!isRepaired()) throw new NonRetryableError('the ledger is closed');
    },
    'customer.*': on(z.object({ customer: z.string() }), async () => {}),
    'charge.*': async () => {
      if (!isRepaired()) throw new TypeError('the books are closed');
    },
    '*': async ({ event }) => {
      if (event.endpoint === 'acme' && !isRepaired()) throw new NonRetryableError('nobody reads this');
    },
  },
  { backoff: { baseSeconds: 1, maxSeconds: 1 } },
);
