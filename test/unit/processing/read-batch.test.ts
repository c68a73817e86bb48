import { describe, expect, it } from 'vitest';
import { readBatch } from '../../../lambdas/processing/read-batch.ts';

const batch = { items: 'events', eventId: ['id'], eventType: [{ kind: 'bodyField', path: 'type' }] };

describe('the batch path of a processor', () => {
  it('is none when the variable is empty', () => {
    expect(readBatch('')).toBeNull();
  });

  it.each([batch, { ...batch, items: ['a', 'b'] }, { ...batch, eventId: [], eventType: [] }])(
    'is what the variable says: %j',
    (value) => {
      expect(readBatch(JSON.stringify(value))).toEqual(value);
    },
  );

  it.each([
    'x',
    'null',
    '1',
    '[]',
    '"events"',
    ...[{ items: 1 }, { items: ['a', 1] }, { items: undefined }].map((wrong) => JSON.stringify({ ...batch, ...wrong })),
    ...[[1], 'id', ['id', null], ['id', {}], undefined].flatMap((wrong) => [
      JSON.stringify({ ...batch, eventId: wrong }),
      JSON.stringify({ ...batch, eventType: wrong }),
    ]),
  ])('is refused in one sentence when it is anything else: %s', (json) => {
    expect(() => readBatch(json)).toThrow(
      'environment variable BATCH is not the JSON of a batch path {items, eventId, eventType}',
    );
  });
});
