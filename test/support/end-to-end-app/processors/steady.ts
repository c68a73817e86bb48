import { defineProcessor } from '../../../../lambdas/processing/define-processor.ts';

export const handler = defineProcessor({ '*': async () => {} });
