import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Command = z.object({ id: z.string(), data: z.object({ name: z.string() }) });

export const handler = defineProcessor({
  // 2 is an application command. Ingest has answered it as deferred: follow up through the interaction's webhook.
  '2': on(Command, async ({ payload }) => {
    console.log(JSON.stringify({ message: 'command', name: payload.data.name, id: payload.id }));
  }),
  APPLICATION_AUTHORIZED: async ({ event }) => {
    console.log(JSON.stringify({ message: 'application authorized', eventId: event.id }));
  },
});
