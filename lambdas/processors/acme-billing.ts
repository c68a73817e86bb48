import * as z from 'zod';
import { defineProcessor, on } from '../processing/define-processor.ts';
import { NonRetryableError, RetryAfterError } from '../runtime/errors.ts';

const Payment = z.object({ id: z.string(), amountCents: z.int(), currency: z.string() });

export const handler = defineProcessor({
  'payment.settled': on(Payment, async ({ payload, idempotencyKey, signal }) => {
    await bookInLedger(payload, idempotencyKey, signal);
  }),
  '*': async ({ event }) => {
    console.log(JSON.stringify({ message: 'received', type: event.type, eventId: event.id }));
  },
});

/** Sends the payment to your own service; give its address in bin/webhooks.ts: `environment: { LEDGER_URL: 'https://…' }`. */
async function bookInLedger(
  payment: z.infer<typeof Payment>,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<void> {
  const { LEDGER_URL } = process.env;
  if (!LEDGER_URL) throw new NonRetryableError('LEDGER_URL is not set, so no payment can be booked');
  const response = await fetch(LEDGER_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(payment),
    signal,
  });
  await response.body?.cancel();
  if (response.ok) return;
  // Trying again cannot help when the ledger has understood and refused.
  if (response.status === 422) throw new NonRetryableError('the ledger refused the payment');
  if (response.status === 429) throw new RetryAfterError('the ledger asks for patience', 60);
  throw new Error(`the ledger answered ${response.status}`);
}
