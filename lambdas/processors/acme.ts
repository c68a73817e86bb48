import { defineProcessor } from '../processing/define-processor.ts';

export const handler = defineProcessor({
  '*': async ({ event }) => {
    console.log(JSON.stringify({ message: 'received', type: event.type, eventId: event.id }));
  },
});
