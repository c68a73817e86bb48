import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encoded, hashed, header, headerList, query, rawBody } from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { hmac } from '../../../lambdas/verification/schemes.ts';
import { signedContents } from '../../../lambdas/verification/signed-content.ts';
import { requestOf } from '../../support/webhook-request.ts';

const bytes = Buffer.from([0xff, 0x00, 0x7b]);
const request = requestOf(bytes, { headers: { 'x-a': '1', 'x-b': '2,3' } });
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest();

describe('what is signed', () => {
  it('may be the bytes of a hash over content', () => {
    expect(signedContents([[hashed('sha256', header('x-a'), '.', rawBody)]], request)).toEqual([
      sha256(Buffer.concat([Buffer.from('1.'), bytes])),
    ]);
  });

  it('may be content in base64url, whatever its bytes', () => {
    expect(signedContents([['head.', encoded(rawBody)]], request).map(String)).toEqual(['head._wB7']);
  });

  it('has as many forms as its content', () => {
    const each = headerList('x-b', { separator: ',', prefix: '' });
    expect(signedContents([[encoded(each)]], request).map(String)).toEqual(['Mg', 'Mw']);
    expect(signedContents([[hashed('sha256', header('x-c'))]], request)).toEqual([]);
  });

  it('is bounded over all alternatives together', () => {
    const many = requestOf('B', { query: 'a=1&'.repeat(500) });
    expect(signedContents([[query('a')], [query('a'), rawBody]], many).map(String)).toEqual(Array(8).fill('1'));
  });

  it('has no text of its own: only what is signed is made of it', () => {
    expect(readPart(hashed('sha256', rawBody), request)).toEqual([]);
    expect(readPart(encoded(rawBody), request)).toEqual([]);
  });

  it.each([
    ['hashed', hashed('sha256', header('x-a'), rawBody)],
    ['encoded', encoded(header('x-a'), rawBody)],
  ])('covers body and timestamp when they are %s', (_, part) => {
    const declared = { hash: 'sha256', encoding: 'hex', signature: header('x-s') } as const;
    const freshness = { timestamp: header('x-a'), toleranceSeconds: 300 };
    expect(hmac({ ...declared, ...freshness, signedContent: [part] }).signedContent).toEqual([[part]]);
    expect(() => hmac({ ...declared, signedContent: [hashed('sha256', header('x-a'))] })).toThrow(
      /leaves the body out/,
    );
    expect(() => hmac({ ...declared, ...freshness, signedContent: [encoded(rawBody)] })).toThrow(/not part of/);
  });
});
