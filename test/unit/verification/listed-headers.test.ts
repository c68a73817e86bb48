import { describe, expect, it } from 'vitest';
import { header, listedHeaders, type Part } from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { requestOf } from '../../support/webhook-request.ts';

const read = (list: string, options: Partial<Extract<Part, { kind: 'listedHeaders' }>>) => {
  const headers = { 'x-list': list, 'x-a': '1', 'x-b': '2', 'x-c': '3' };
  const plain = { separator: ' ', needed: [], joinedBy: '.', order: 'listed' } as const;
  return readPart(listedHeaders(header('x-list'), { ...plain, ...options }), requestOf('', { headers }));
};

describe('the headers that a delivery lists', () => {
  it('must be all that are needed, not some of them', () => {
    const needed = ['x-a', 'x-b'];
    expect(read('x-b x-c x-a', { needed })).toEqual(['2.3.1']);
    for (const list of ['x-a x-c', 'x-b', 'x-c']) expect(read(list, { needed })).toEqual([]);
  });

  it('are none when one is not there, whatever their values may not have', () => {
    expect(read('x-a x-d', { without: '/' })).toEqual([]);
    expect(read('x-d x-a', { without: '/' })).toEqual([]);
  });

  it('may be sixty-four', () => {
    expect(read(Array(64).fill('x-a').join(' '), {})).toEqual([Array(64).fill('1').join('.')]);
    expect(read(Array(65).fill('x-a').join(' '), {})).toEqual([]);
  });
});
