import { createHash } from 'node:crypto';
import { defineProcessor } from '../../../../lambdas/processing/define-processor.ts';

export const handler = defineProcessor({
  '*': async ({ event }) => {
    const sha256 = createHash('sha256').update(event.rawBody).digest('hex');
    process.stdout.write(`arrived ${event.id} ${event.rawBody.length} ${sha256}\n`);
  },
});
