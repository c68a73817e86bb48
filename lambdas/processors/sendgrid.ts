import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Event = z.object({ sg_message_id: z.string(), timestamp: z.int() });

export const handler = defineProcessor({
  // A delivery carries many events; each arrives here on its own.
  bounce: on(Event, async ({ payload }) => {
    console.log(JSON.stringify({ message: 'bounced', id: payload.sg_message_id }));
  }),
  delivered: on(Event, async ({ payload }) => {
    console.log(JSON.stringify({ message: 'delivered', id: payload.sg_message_id }));
  }),
});
