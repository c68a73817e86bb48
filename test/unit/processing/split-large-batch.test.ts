import { expect, it } from 'vitest';
import { splitBatch } from '../../../lambdas/processing/split-batch.ts';

// Were the text of all before each of them read again, the test's time would run out. By itself, since it takes long where
// the code counts what it does.
it('splits a batch of as many items as a delivery can carry', () => {
  const item = (index: number) => `{"id":${index},"type":"open","text":"${'x'.repeat(60)}"}`;
  const json = `[${Array.from({ length: 60_000 }, (_, index) => item(index)).join(',')}]`;
  expect(splitBatch({ items: '', eventId: ['id'], eventType: ['type'] }, Buffer.from(json))).toHaveLength(60_000);
});
