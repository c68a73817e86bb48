import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';

const Order = z.object({ admin_graphql_api_id: z.string(), total_price: z.string(), currency: z.string() });

export const handler = defineProcessor({
  'orders/create': on(Order, async ({ payload }) => {
    console.log(JSON.stringify({ message: 'order', id: payload.admin_graphql_api_id, total: payload.total_price }));
  }),
  'app/uninstalled': async ({ event }) => {
    console.log(JSON.stringify({ message: 'app uninstalled', eventId: event.id }));
  },
});
