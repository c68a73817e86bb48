import { describe, expect, it } from 'vitest';
import { describeError } from '../../../lambdas/processing/describe-error.ts';

describe('what is said of a thrown value', () => {
  it.each([
    [new TypeError('x'), { name: 'TypeError', message: 'x' }],
    ['closed', { name: 'NonError', message: 'a handler threw closed' }],
    [undefined, { name: 'NonError', message: 'a handler threw undefined' }],
    [7, { name: 'NonError', message: 'a handler threw 7' }],
    [Object.create(null), { name: 'NonError', message: 'a handler threw a value that cannot be described' }],
  ])('is a name and a message: %#', (thrown, description) => {
    expect(describeError(thrown)).toEqual(description);
  });

  it('is text even when an error has none', () => {
    expect(describeError(Object.assign(new Error(), { name: 7, message: null }))).toEqual({
      name: '7',
      message: 'null',
    });
  });
});
