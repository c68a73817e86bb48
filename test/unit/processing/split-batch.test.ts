import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventIdOf } from '../../../lambdas/idempotency/event-key.ts';
import { splitBatch } from '../../../lambdas/processing/split-batch.ts';
import type { Batch } from '../../../lambdas/providers/define-provider.ts';
import { bodyField } from '../../../lambdas/verification/parts.ts';

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
});

describe('a batch in a place of its own', () => {
  const found = (json: string, batch: Partial<Batch>) =>
    splitBatch({ ...root, ...batch }, Buffer.from(json))?.map(({ body }) => body.toString()) ?? null;

  it('is found in the field of a form, which must stand there once', () => {
    const form = `a=1&events=${encodeURIComponent('[1,"é"]')}`;
    expect(found(form, { formField: 'events' })).toEqual(['1', '"é"']);
    expect(found(`${form}&events=[2]`, { formField: 'events' })).toBeNull();
    expect(found('a=[1]', { formField: 'events' })).toBeNull();
    expect(found('events=[1]', {})).toBeNull();
  });

  it('is found under the keys that match, whatever the others hold', () => {
    const json = '{"post_list":[1],"other":[2],"get_list":[3]}';
    expect(found(json, { under: '_list$' })).toEqual(['1', '3']);
    expect(found(json, { under: '^no' })).toBeNull();
    expect(found('[1]', { under: '' })).toBeNull();
  });

  it('is found in every element of the arrays on the way', () => {
    const json = '{"entry":[{"changes":[1,2]},{"other":[3]},{"changes":[4]}]}';
    expect(found(json, { items: 'entry.*.changes' })).toEqual(['1', '2', '4']);
    expect(found('[{"changes":[1]},{"changes":[2]}]', { items: '*.changes' })).toEqual(['1', '2']);
    expect(found('{"entry":[[1],[2]]}', { items: 'entry.*' })).toEqual(['1', '2']);
    expect(found('{"a":[{"b":[{"c":[1]}]}]}', { items: 'a.*.b.*.c' })).toEqual(['1']);
    expect(found('{"entry":{"changes":[1]}}', { items: 'entry.*.changes' })).toBeNull();
    expect(found('{"a*b":[1]}', { items: 'a*b' })).toEqual(['1']);
  });

  it('is all arrays that are there of those that are named, and none when one of them is no array', () => {
    expect(found('{"a":[1],"c":[2]}', { items: ['a', 'b', 'c'] })).toEqual(['1', '2']);
    expect(found('{"a":[1],"c":2}', { items: ['a', 'c'] })).toBeNull();
    expect(found('{}', { items: ['a', 'b'] })).toBeNull();
  });

  it('gives items without a type that of their delivery', () => {
    const types = splitBatch(root, Buffer.from('[{"type":"open"},{}]'), 'delivered')?.map(({ eventType }) => eventType);
    expect(types).toEqual(['open', 'delivered']);
  });

  it('reads ids from what the catalogue can say of a delivery, relative to the item', () => {
    const batch = { ...root, eventId: ['none', bodyField('a.b'), 'id'] };
    const ids = splitBatch(batch, Buffer.from('[{"a":{"b":"x"},"id":"y"},{"id":"y"}]'))?.map(({ eventId }) => eventId);
    expect(ids).toEqual(['x', 'y']);
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
