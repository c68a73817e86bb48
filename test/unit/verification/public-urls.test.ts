import { describe, expect, it } from 'vitest';
import { path, pathAndQuery, url } from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { requestOf } from '../../support/webhook-request.ts';

const configured = (publicUrl: string, query = '') => requestOf('', { publicUrl, query });
const noUrls = ['xhttps://a.example/h', 'https://a.example:80x/h', 'https:///h', 'ftp://a.example/h', ''];

describe('the URL that is signed', () => {
  it.each(noUrls)('has no form with another port when it is "%s"', (text) => {
    expect(readPart(url({ port: 'either' }), configured(text))).toEqual([text]);
  });

  it.each([
    ['https://a.example/h?a=1&b=%20', 'https://a.example/h?a=1&b=%20'],
    ['https://a.example/h?a=1?b', 'https://a.example/h?a=1?b'],
    ['https://a.example/h?', 'https://a.example/h'],
    ['https://a.example/h', 'https://a.example/h'],
  ])('may have its own query alone: %s', (publicUrl, expected) => {
    expect(readPart(url({ query: 'configured' }), configured(publicUrl, 'arrived=1'))).toEqual([expected]);
  });

  it('has the query that arrived in place of its own', () => {
    expect(readPart(url(), configured('https://a.example/h?own=1', 'a=1'))).toEqual(['https://a.example/h?a=1']);
    expect(readPart(url(), configured('https://a.example/h?own=1'))).toEqual(['https://a.example/h']);
  });

  it('has only the escapes decoded that its provider decodes, each once', () => {
    const request = configured('https://a.example/h', 'a=%3a%3A%2F%2f%25%53%zz%3&b=%253A');
    expect(readPart(url({ decoded: ':/' }), request)).toEqual(['https://a.example/h?a=:://%25%53%zz%3&b=%253A']);
    expect(readPart(url(), request)).toEqual(['https://a.example/h?a=%3a%3A%2F%2f%25%53%zz%3&b=%253A']);
  });
});

describe('the path that is signed', () => {
  it.each<[publicUrl: string, query: string, expected: string]>([
    ['http://a.example/h/i', '', '/h/i'],
    ['https://a.example:8443/h?own=1#x', 'a=%20b', '/h?a=%20b'],
    ['https://a.example', '', '/'],
    ['https://a.example?own=1', 'a', '/?a'],
    ['https://a.example:80x/h', 'a=1', '/h?a=1'],
    ['xhttps://a.example/h', 'a=1', '/?a=1'],
    ['ftp://a.example/h', '', '/'],
    ['', '', '/'],
  ])('of "%s" with the query "%s" is "%s"', (publicUrl, query, expected) => {
    const request = configured(publicUrl, query);
    expect(readPart(pathAndQuery(), request)).toEqual([expected]);
    expect(readPart(path, request)).toEqual([expected.split('?')[0]]);
  });

  it('may be escaped once more, its query first by itself', () => {
    const escaped = (query: string) =>
      readPart(pathAndQuery({ encodedQuery: true }), configured('https://a.example/h%20i', query));
    expect(escaped('a=b c&d=%20')).toEqual(['/h%2520i?a%253Db%2520c%2526d%253D%252520']);
    expect(escaped('')).toEqual(['/h%2520i']);
  });
});
