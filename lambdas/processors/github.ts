import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Push = z.object({ ref: z.string(), after: z.string(), repository: z.object({ full_name: z.string() }) });

export const handler = defineProcessor({
  push: on(Push, async ({ payload }) => {
    console.log(JSON.stringify({ message: 'push', repository: payload.repository.full_name, ref: payload.ref }));
  }),
  // GitHub sends one when the webhook is created: nothing to do.
  ping: async () => {},
});
