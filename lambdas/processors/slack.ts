import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Mention = z.object({ event: z.object({ channel: z.string(), ts: z.string() }) });

export const handler = defineProcessor({
  app_mention: on(Mention, async ({ payload }) => {
    console.log(JSON.stringify({ message: 'mentioned', channel: payload.event.channel, ts: payload.event.ts }));
  }),
  '/deploy': on(z.object({ text: z.string(), user_id: z.string() }), async ({ payload }) => {
    console.log(JSON.stringify({ message: 'deploy requested', target: payload.text, by: payload.user_id }));
  }),
});
