import { describe, expect, it } from 'vitest';
import {
  bearer,
  bodyField,
  decoded,
  eachHeader,
  firstOf,
  formField,
  header,
  headerList,
  headerNamedBy,
  headerParam,
  headerPosition,
  jsonField,
  method,
  numberedHeaders,
  type Part,
  pairs,
  position,
  query,
} from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { writePart } from '../../../lambdas/verification/write-part.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

const written = (part: Part, value: string, headers: Record<string, string> = {}, rawQuery = '') => {
  const request = writePart(part, value, requestOf('{}', { headers, query: rawQuery }));
  expect(readPart(part, request)).toContain(value);
  return rawQuery === '' && request.rawQuery === '' ? Object.fromEntries(request.headers) : request.rawQuery;
};
const list = headerList('x-sig', { separator: ' ', prefix: 'v1,' });
const param = headerParam('x-sig', 'v1');
const second = headerPosition('x-sig', 1, { separator: ';' });

describe('a part of a draft', () => {
  it.each<[Part, Record<string, string>, Record<string, string>]>([
    [header('x-a', { prefix: 'sha=' }), {}, { 'x-a': 'sha=new' }],
    [header('x-a'), { 'x-a': 'old', 'x-b': 'b' }, { 'x-a': 'new', 'x-b': 'b' }],
    [param, {}, { 'x-sig': 'v1=new' }],
    [param, { 'x-sig': 't=1, v1=old,v10=x' }, { 'x-sig': 't=1,v1=new,v10=x' }],
    [list, {}, { 'x-sig': 'v1,new' }],
    [list, { 'x-sig': 'v2,x v1,old' }, { 'x-sig': 'v2,x v1,new' }],
    [bearer, {}, { authorization: 'bearer new' }],
    [headerNamedBy('name', { otherwise: 'X-Own' }), {}, { 'x-own': 'new' }],
    [numberedHeaders('x-sig-', 3), {}, { 'x-sig-1': 'new' }],
    [eachHeader('x-sig', 'x-sig-2'), { 'x-sig': 'old', 'x-sig-2': 'older' }, { 'x-sig': 'new', 'x-sig-2': 'older' }],
    [second, {}, { 'x-sig': ';new' }],
    [second, { 'x-sig': 'a;b;c' }, { 'x-sig': 'a;new;c' }],
    [headerPosition('x-sig', 2, { separator: ';' }), { 'x-sig': 'a' }, { 'x-sig': 'a;;new' }],
    [jsonField(header('x-sig'), 't'), {}, { 'x-sig': '{"t":"new"}' }],
    [jsonField(header('x-sig'), 't'), { 'x-sig': '{"t":"old","n":1}' }, { 'x-sig': '{"t":"new","n":1}' }],
    [decoded(header('x-sig'), 'base64'), {}, { 'x-sig': 'bmV3' }],
    [pairs(header('x-sig'), { separator: ';', between: ':' }), {}, { 'x-sig': 'own:new' }],
    [firstOf(header('x-a'), header('x-c'), header('x-b')), {}, { 'x-b': 'new' }],
    [firstOf(header('x-a'), header('x-b')), { 'x-a': 'old' }, { 'x-a': 'new' }],
  ])('%j is set in its headers, and all else stays', (part, before, after) => {
    expect(written(part, 'new', before)).toEqual(after);
  });

  it.each([
    ['', 'a%20b=n%26w'],
    ['a%20b=old&c=1', 'c=1&a%20b=n%26w'],
    ['a%20b&a%20bc=1&&c', 'a%20bc=1&c&a%20b=n%26w'],
  ])('is set in the query "%s"', (before, after) => {
    expect(written(query('a b'), 'n&w', {}, before)).toBe(after);
  });

  it('replaces what stands for it in a body of JSON or of a form', () => {
    const json = writePart(bodyField('s'), 'a"$&b', requestOf('{"s":"{signature}","n":1}')).rawBody.toString();
    expect(json).toBe('{"s":"a\\"$&b","n":1}');
    expect(writePart(formField('s'), 'a&b', formOf('s={signature}&n=1')).rawBody.toString()).toBe('s=a%26b&n=1');
    expect(writePart(formField('s'), 'a&b', formOf('s=%7Bsignature%7D&n=1')).rawBody.toString()).toBe('s=a%26b&n=1');
  });

  it('replaces the field of a text in a body, and all of an object that a token will stand for', () => {
    const second = position(bodyField('s'), 1, { separator: '.' });
    expect(writePart(second, 'new', requestOf('{"s":"a.{signature}.c"}')).rawBody.toString()).toBe('{"s":"a.new.c"}');
    const draft = requestOf('{ "n": 1, "t": {"a": [1]}, "m": 2 }');
    expect(writePart(bodyField('t'), 'new"', draft).rawBody.toString()).toBe('{ "n": 1, "t": "new\\"", "m": 2 }');
  });

  it('is refused in a sentence where nothing stands for it, and where it cannot be set', () => {
    const missing = 'the body has no {signature} where its signature stands';
    expect(() => writePart(bodyField('s'), 'x', requestOf('{"s":"x","t":"{signature}"}'))).toThrow(missing);
    expect(() => writePart(bodyField('t'), 'x', requestOf('{"t":null}'))).toThrow(missing);
    expect(() => writePart(method, 'x', requestOf(''))).toThrow(
      'a method cannot be set: only headers and the query string can',
    );
    expect(() => writePart(firstOf(), 'x', requestOf(''))).toThrow('firstOf names no part');
  });
});
