import { defineProcessor } from '../../../../lambdas/processing/define-processor.ts';

export const handler = defineProcessor({
  '*': async () => {
    throw new Error('the shop is closed');
  },
});
