import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Invoice = z.object({
  data: z.object({ object: z.object({ id: z.string(), amount_paid: z.int(), currency: z.string() }) }),
});

export const handler = defineProcessor({
  'invoice.paid': on(Invoice, async ({ payload, idempotencyKey }) => {
    await bookRevenue(payload.data.object, idempotencyKey);
  }),
  'customer.*': async ({ event }) => {
    console.log(JSON.stringify({ message: 'customer changed', eventId: event.id }));
  },
});

/** Your bookkeeping goes here. Hand the key on: it is the same whenever this event is tried again. */
async function bookRevenue(invoice: { id: string; amount_paid: number }, idempotencyKey: string): Promise<void> {
  console.log(JSON.stringify({ message: 'revenue booked', invoice: invoice.id, idempotencyKey }));
}
