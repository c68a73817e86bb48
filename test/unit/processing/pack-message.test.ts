import { expect, it } from 'vitest';
import { maxMessageBytes, messageBytes } from '../../../lambdas/processing/event-message.ts';
import { packMessage } from '../../../lambdas/processing/pack-message.ts';
import { nowMs } from './inbox.ts';

it('puts a body into the message up to the last byte that it may have, and into S3 from the next', async () => {
  const event = { endpoint: 'stripe', eventId: 'evt_1', eventType: null, receivedAtMs: nowMs, contentType: null };
  const pointer = { bucket: 'bodies', key: 'k', size: 0, sha256: '' };
  const put: Buffer[] = [];
  const pack = (body: string) =>
    packMessage(event, Buffer.from(body), async (rawBody) => {
      put.push(rawBody);
      return pointer;
    });
  const room = maxMessageBytes - messageBytes('', (await pack('{}')).attributes);
  expect((await pack('x'.repeat(room))).body).toHaveLength(room);
  expect(put).toEqual([]);
  const moved = await pack('x'.repeat(room + 1));
  expect(moved).toMatchObject({ body: JSON.stringify(pointer), attributes: { encoding: { StringValue: 's3' } } });
  expect(put.map(({ length }) => length)).toEqual([room + 1]);
});
