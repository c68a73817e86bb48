import type { IdempotencyRecord } from '../idempotency/store.ts';
import type { Batch } from '../providers/define-provider.ts';
import { canaryType } from '../runtime/environment.ts';
import { InvalidPayloadError } from '../runtime/errors.ts';
import { isCanary } from './canary.ts';
import type { EventHandler } from './event-attempt.ts';
import type { EventMessage } from './event-message.ts';
import { packMessage } from './pack-message.ts';
import { parsePayload } from './payload.ts';
import type { ProcessorPorts } from './processor-ports.ts';
import { resolveBody } from './resolve-body.ts';
import { runConcurrently } from './run-concurrently.ts';
import { sendBatch } from './send-batch.ts';
import { splitBatch } from './split-batch.ts';

export interface ClaimedEvent {
  readonly message: EventMessage;
  readonly record: IdempotencyRecord;
  readonly attempt: number;
  readonly signal: AbortSignal;
}

/** Does what a claimed message asks for; throws whatever the handler throws. */
export async function processEvent(
  ports: ProcessorPorts,
  claimed: ClaimedEvent,
): Promise<'completed' | 'unhandled' | 'split'> {
  const { message } = claimed;
  if (ports.settings.batch && !message.splitFrom && (await splitDelivery(ports, ports.settings.batch, message))) {
    return 'split';
  }
  if (message.eventType === canaryType && isCanary(message.eventType, await resolveBody(message, ports.getBody))) {
    return 'completed';
  }
  const handler = ports.settings.findRoute(message.eventType);
  if (!handler) return 'unhandled';
  await runHandler(ports, claimed, handler);
  return 'completed';
}

async function runHandler(ports: ProcessorPorts, claimed: ClaimedEvent, handler: EventHandler<unknown>) {
  const { message, record, attempt, signal } = claimed;
  const rawBody = await resolveBody(message, ports.getBody);
  await handler({
    payload: parsePayload(message.contentType, rawBody),
    event: {
      endpoint: message.endpoint,
      id: message.eventId,
      type: message.eventType,
      receivedAt: new Date(message.receivedAtMs),
      contentType: message.contentType,
      rawBody,
    },
    idempotencyKey: `${record.pk}~${record.gen}`,
    attempt,
    signal,
  });
}

/**
 * One message per event, to the processor's own queue. A crash half-way sends some again: each event's own record dedupes them.
 * False when the delivery is itself one event.
 */
async function splitDelivery(
  { getBody, putBody, sendMessages }: ProcessorPorts,
  batch: Batch,
  delivery: EventMessage,
): Promise<boolean> {
  const { endpoint, receivedAtMs, contentType, eventId: splitFrom } = delivery;
  const rawBody = await resolveBody(delivery, getBody);
  const items = splitBatch(batch, rawBody, delivery.eventType);
  if (!items) {
    if (batch.single) return false;
    const path = [batch.items].flat().join(' or ') || '$';
    throw new InvalidPayloadError(`the delivery is not JSON with an array of events at ${path}`, [path]);
  }
  const messages = await runConcurrently(items, 10, ({ eventId, eventType, body }) =>
    packMessage({ endpoint, eventId, eventType, receivedAtMs, contentType, splitFrom }, body, putBody),
  );
  await sendBatch(messages, sendMessages);
  return true;
}
