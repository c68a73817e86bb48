import { expect, it } from 'vitest';
import { processEvent } from '../../../lambdas/processing/process-event.ts';
import { receiveMessage } from '../../../lambdas/processing/receive-message.ts';
import { createInbox, messageRecord } from './inbox.ts';

it.each([
  [['a', 'b.c'], 'a or b.c'],
  ['', '$'],
])('says where the events of a delivery were looked for: %j', async (items, path) => {
  const batch = { items, eventId: ['id'], eventType: ['type'] };
  const { ports } = createInbox({ '*': () => {} }, { settings: { batch } });
  const received = receiveMessage(messageRecord(), 'stripe');
  if (received.kind !== 'event') throw new Error(received.reason);
  const record = { pk: 'pk', status: 'PROCESSING', gen: 0, expiresAt: 0 } as const;
  const { signal } = new AbortController();
  await expect(processEvent(ports, { message: received.message, record, attempt: 1, signal })).rejects.toMatchObject({
    name: 'InvalidPayloadError',
    message: `the delivery is not JSON with an array of events at ${path}`,
    paths: [path],
  });
});
