import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Message = z.object({ MessageSid: z.string(), MessageStatus: z.optional(z.string()) });

export const handler = defineProcessor({
  // Twilio names no event type: the parameters tell.
  '*': on(Message, async ({ payload }) => {
    console.log(JSON.stringify({ message: payload.MessageStatus ?? 'message received', sid: payload.MessageSid }));
  }),
});
