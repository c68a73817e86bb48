import { describe, expect, it } from 'vitest';
import { holds } from '../../../lambdas/verification/condition.ts';
import { itemRequests, verifyEachItem } from '../../../lambdas/verification/each-item.ts';
import {
  bearer,
  bodyCrc32,
  bodyHash,
  bodyKey,
  header,
  numberedHeaders,
  secretText,
  sortedFormFields,
} from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { eachItem, token } from '../../../lambdas/verification/schemes.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

const notAnObject = ['null', '1', '"ab"', '[1]', 'x', ''];

describe('the keys of a JSON body', () => {
  it('are those of an object that match', () => {
    expect(readPart(bodyKey('_id$'), requestOf('{"a_id":1,"b":2,"c_id":3}'))).toEqual(['a_id', 'c_id']);
    for (const body of notAnObject) expect(readPart(bodyKey(''), requestOf(body))).toEqual([]);
  });

  it('may be said to be no others, which is true of an object alone', () => {
    const only = [{ onlyBodyKeys: ['a', 'b', '0', '1'] }];
    expect(holds(only, requestOf('{"a":1}'))).toBe(true);
    expect(holds(only, requestOf('{}'))).toBe(true);
    expect(holds(only, requestOf('{"a":1,"c":1}'))).toBe(false);
    for (const body of notAnObject) expect(holds(only, requestOf(body))).toBe(false);
  });
});

it('has the headers of a family from the first to the last', () => {
  const headers = {
    'x-sig-0': 'no',
    'x-sig-1': 'a',
    'x-sig-3': 'c',
    'x-sig-4': 'no',
    'x-sig-': 'no',
    'x-sig--1': 'no',
  };
  expect(readPart(numberedHeaders('X-Sig-', 3), requestOf('', { headers }))).toEqual(['a', 'c']);
});

it('has the body’s checksum as a number, and its hash in lower case, whichever case is taken', () => {
  expect(readPart(bodyCrc32, requestOf('123456789'))).toEqual(['3421780262']);
  expect(readPart(bodyCrc32, requestOf(''))).toEqual(['0']);
  expect(readPart(bodyHash('md5', 'anyCaseHex'), requestOf(''))).toEqual(['d41d8cd98f00b204e9800998ecf8427e']);
});

it('has a secret only while one is tried', () => {
  expect(readPart(secretText, { ...requestOf(''), secret: 's' })).toEqual(['s']);
  expect(readPart(secretText, requestOf(''))).toEqual([]);
});

it('sorts the values of a form’s field, in whatever order they come', () => {
  for (const form of ['a=1&a=2&a=3', 'a=3&a=2&a=1', 'a=2&a=3&a=1'])
    expect(readPart(sortedFormFields, formOf(form))).toEqual(['a1a2a3']);
});

it('holds that two parts are the same only where both are there', () => {
  const same = [{ part: header('x-a'), sameAs: header('x-b') }];
  const check = (headers: Record<string, string>) => holds(same, requestOf('', { headers }));
  expect(check({ 'x-a': 's', 'x-b': 's' })).toBe(true);
  const others: Record<string, string>[] = [{}, { 'x-a': 's' }, { 'x-b': 's' }, { 'x-a': 's', 'x-b': 't' }];
  expect(others.map(check)).toEqual([false, false, false, false]);
});

describe('the token of an authorization', () => {
  it.each([
    ['Bearer abc', ['abc']],
    ['bEARER   abc', ['abc']],
    ['Bearer abc def', []],
    ['Bearer abc ', []],
    ['Basic abc', []],
    ['xBearer abc', []],
    ['x Bearer abc', []],
    ['Bearer', []],
    ['Bearerabc', []],
    ['abc', []],
  ])('"%s" is %j', (authorization, expected) => {
    expect(readPart(bearer, requestOf('', { headers: { authorization } }))).toEqual(expected);
  });

  it('is none without the header', () => {
    expect(readPart(bearer, requestOf(''))).toEqual([]);
  });
});

describe('the items of a batch that are each signed', () => {
  const bodies = (json: string) => itemRequests('items', requestOf(json)).map(({ rawBody }) => rawBody.toString());

  it('are the elements of the array, byte for byte', () => {
    expect(bodies('{"items":[ {"a" : 1}, 2.0 ]}')).toEqual(['{"a" : 1}', '2.0']);
    for (const json of ['{"items":{}}', '{"items":"[]"}', '{}', '[]', 'x', '']) expect(bodies(json)).toEqual([]);
  });

  it('are at most ten thousand', () => {
    const json = (count: number) => `{"items":[${Array(count).fill('1').join()}]}`;
    expect(bodies(json(10_000))).toHaveLength(10_000);
    expect(bodies(json(10_001))).toEqual([]);
  });

  it('must all verify, there must be one, and the first says with which secret', () => {
    const scheme = eachItem('items', token(header('x')), { bodyNotCovered: 'for this test' });
    const verdicts = (...indexes: (number | null)[]) => {
      const queue = indexes.values();
      return verifyEachItem(scheme, requestOf(`{"items":[${indexes.map(() => 1).join()}]}`), () => {
        const index = queue.next().value ?? null;
        return index === null
          ? { verified: false, reason: 'signature_mismatch' }
          : { verified: true, secretIndex: index };
      });
    };
    expect(verdicts(1, 0, 2)).toEqual({ verified: true, secretIndex: 1 });
    expect(verdicts(1, null)).toEqual({ verified: false, reason: 'signature_mismatch' });
    expect(verdicts()).toEqual({ verified: false, reason: 'missing_signature' });
  });
});
