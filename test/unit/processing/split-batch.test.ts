import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventIdOf } from '../../../lambdas/idempotency/event-key.ts';
import { splitBatch } from '../../../lambdas/processing/split-batch.ts';

const root = { items: '', eventId: ['id'], eventType: ['type'] };
const split = (json: string, batch = root) => splitBatch(batch, Buffer.from(json));
const bodies = (json: string, batch = root) => split(json, batch)?.map(({ body }) => body.toString());

describe('the items of a batch', () => {
  it('keep their bytes: spacing, escapes, key order and digits', () => {
    const items = ['{"id" : "a",\t"n": 1.50e+400}', '{"b":"\\u00e4ä\\"]}","a":[[{}]]}', '-0', '"x"', 'null', '[]'];
    expect(bodies(`[ ${items.join(' ,\r\n')} ]`)).toEqual(items);
    expect(bodies(`[${items.join(',')}]`)).toEqual(items);
  });

  it('are found at the path of the batch', () => {
    const batch = { ...root, items: 'data.lists.1' };
    expect(bodies('{"data":{"lists":[[0],[1,2]]},"lists":[3]}', batch)).toEqual(['1', '2']);
  });

  it('of a repeated key are those of its last value, as for JSON.parse', () => {
    expect(bodies('{"events":[1],"events":[2]}', { ...root, items: 'events' })).toEqual(['2']);
  });

  it('are found behind a byte order mark and after odd keys', () => {
    expect(bodies('\ufeff[1]')).toEqual(['1']);
    expect(bodies('{"\\u0065vents":[1],"":[2],"__proto__":[3]}', { ...root, items: 'events' })).toEqual(['1']);
    expect(bodies('{"__proto__":[3]}', { ...root, items: '__proto__' })).toEqual(['3']);
  });

  it('are none for an empty array', () => {
    expect(split('[]')).toEqual([]);
    expect(split(' [ \n ] ')).toEqual([]);
  });

  it.each(['', '{}', '"[1]"', '[1', '[1]]', '[01]', 'null', '1', '{"items":[1]}'])('are null for %s', (json) => {
    expect(split(json)).toBeNull();
  });

  it('are null for bytes that are not UTF-8', () => {
    expect(splitBatch(root, Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))).toBeNull();
  });

  it('nest deeper than any call stack', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(bodies(`[${deep},1]`)).toEqual([deep, '1']);
  });

  it('are as many as a delivery can carry, split in well under a second', () => {
    const json = `[${Array.from({ length: 60_000 }, (_, index) => `{"id":${index},"type":"open","text":"${'x'.repeat(60)}"}`).join(',')}]`;
    const started = performance.now();
    expect(split(json)).toHaveLength(60_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('the id of an item', () => {
  const ids = (json: string, eventId: string[]) => split(json, { ...root, eventId })?.map((item) => item.eventId);

  it('is the text, or the digits as they were sent', () => {
    expect(ids('[{"id":"evt_1"},{"id":12345678901234567890},{"id":"\\u0061"},{"id":1.0}]', ['id'])).toEqual([
      'evt_1',
      '12345678901234567890',
      'a',
      '1.0',
    ]);
  });

  it('is hashed when it is not short and plain', () => {
    expect(ids('[{"id":"é"}]', ['id'])).toEqual([eventIdOf('é')]);
  });

  it('comes from the first path that holds one', () => {
    expect(ids('[{"a":{"b":"x"},"c":"y"},{"a":null,"c":"y"},{"a":{"b":""},"c":"y"}]', ['a.b', 'c'])).toEqual([
      'x',
      'y',
      'y',
    ]);
  });

  it.each(['{}', '{"id":null}', '{"id":true}', '{"id":{}}', '{"id":""}', '[]', '1'])(
    'is the hash of the item when there is none: %s',
    (item) => {
      expect(ids(`[${item}]`, ['id'])).toEqual([eventIdOf(Buffer.from(item))]);
    },
  );
});

it('reads the type of an item, null when it has none', () => {
  expect(split('[{"type":"open"},{"type":7},{"type":[]},{}]')?.map((item) => item.eventType)).toEqual([
    'open',
    '7',
    null,
    null,
  ]);
});

/** JSON with the freedom that JSON.stringify does not use: white space anywhere. */
const spaced = fc
  .tuple(fc.array(fc.jsonValue({ maxDepth: 5 }), { maxLength: 6 }), fc.constantFrom(undefined, 1, '\t', '\r\n '))
  .map(([value, indent]) => ({ value, json: JSON.stringify(value, null, indent) }));

describe('splitting, whatever the JSON', () => {
  it('yields exactly the elements that JSON.parse sees', () => {
    fc.assert(
      fc.property(spaced, ({ json }) => {
        const parsed: unknown[] = JSON.parse(json);
        expect(bodies(json)?.map((body) => JSON.parse(body))).toEqual(parsed);
      }),
    );
  });

  it('finds under any key what JSON.parse finds there', () => {
    const key = fc.string({ unit: 'binary' }).filter((name) => !name.includes('.') && name !== '');
    fc.assert(
      fc.property(fc.dictionary(key, spaced, { minKeys: 1 }), fc.nat(), (lists, pick) => {
        const names = Object.keys(lists);
        const name = names[pick % names.length] ?? '';
        const json = `{${names.map((each) => `${JSON.stringify(each)} : ${lists[each]?.json}`).join(' , ')}}`;
        const found = bodies(json, { ...root, items: name })?.map((body) => JSON.parse(body));
        expect(found).toEqual(JSON.parse(lists[name]?.json ?? ''));
      }),
    );
  });

  it('throws for no bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom('', 'a', 'a.0.b'), (bytes, items) => {
        splitBatch({ ...root, items }, Buffer.from(bytes));
      }),
    );
  });
});
