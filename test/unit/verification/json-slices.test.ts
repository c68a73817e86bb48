import { describe, expect, it } from 'vitest';
import {
  elementSlices,
  memberSlices,
  rootSlice,
  scalarText,
  sliceAt,
} from '../../../lambdas/verification/json-slices.ts';

const at = (text: string, path: string) => {
  const json = Buffer.from(text);
  const slice = sliceAt(json, rootSlice(json), path);
  return slice && json.toString('utf8', slice.start, slice.end);
};

describe('the value at a path', () => {
  it.each([
    ['[10,11,12,13,14,15,16,17,18,19,20]', '10', '20'],
    ['[1,2]', '0', '1'],
    ['[1,2]', '2', null],
    ['[1,2]', '01', null],
    ['[1,2]', '-1', null],
    ['[1,2]', '1x', null],
    ['[1,2]', 'x1', null],
    ['[1,2]', '', '[1,2]'],
    ['{"a":{"b":[1]}}', 'a.b.0', '1'],
    ['{"a":1}', 'a.b', null],
    ['{"a":"xb"}', 'a.0', null],
    ['{"a" : 1 , "b":2}', 'b', '2'],
    ['{"a":"\\\\","b":"\\"}"}', 'b', '"\\"}"'],
  ])('of %s at "%s" is %s', (json, path, expected) => {
    expect(at(json, path)).toBe(expected);
  });
});

describe('the one value of a document', () => {
  const slice = (text: string) => rootSlice(Buffer.from(text));

  it.each([
    ['1', { start: 0, end: 1 }],
    [' -1.5 ', { start: 1, end: 5 }],
    ['\n"a" ', { start: 1, end: 4 }],
    ['\uFEFF[1]', { start: 3, end: 6 }],
  ])('%j stands at %j', (text, expected) => {
    expect(slice(text)).toEqual(expected);
  });

  it.each(['"a', '[1', '["a', '{"a":{"b":"', '{"a', '"\\'])(
    'is not looked for without end in %s, which was cut',
    (text) => {
      expect(slice(text).end).toBeGreaterThanOrEqual(text.length);
    },
  );

  it('ends with a text that was cut', () => {
    expect(slice('[1').end).toBe(2);
  });
});

it('lists the members of an object, of a repeated key the last, and of nothing else', () => {
  const json = Buffer.from('{"a":1,"b":[],"a":2}');
  const members = memberSlices(json, rootSlice(json))?.map(({ key, value }) => [
    key,
    json.toString('utf8', value.start, value.end),
  ]);
  expect(members).toEqual([
    ['a', '2'],
    ['b', '[]'],
  ]);
  for (const other of ['[1]', '"a"', '1'])
    expect(memberSlices(Buffer.from(other), rootSlice(Buffer.from(other)))).toBeNull();
  for (const other of ['{}', '"[]"', '1'])
    expect(elementSlices(Buffer.from(other), rootSlice(Buffer.from(other)))).toBeNull();
});

it('has a text for a string and a number, as they were sent, and for nothing else', () => {
  const texts = ['"a\\u0062"', '-1.50e3', '0', 'true', 'null', '[1]', '{"a":1}'].map((text) => {
    const json = Buffer.from(text);
    return scalarText(json, rootSlice(json));
  });
  expect(texts).toEqual(['ab', '-1.50e3', '0', null, null, null, null]);
});
