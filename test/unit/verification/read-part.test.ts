import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bodyField,
  bodyHash,
  bodyHashMatches,
  decoded,
  eachHeader,
  emptyBody,
  firstOf,
  formField,
  formJsonField,
  hashText,
  header,
  headerList,
  headerParam,
  jsonField,
  listedHeaders,
  method,
  type Part,
  path,
  position,
  query,
  rawBody,
  sortedFormFields,
  url,
} from '../../../lambdas/verification/parts.ts';
import { onlyValue, readPart } from '../../../lambdas/verification/read-part.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

const withHeader = (name: string, value: string) => requestOf('', { headers: { [name]: value } });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const aAndB = requestOf('', { headers: { 'x-b': 'b', 'x-a': 'a' } });

type Case = [what: string, part: Part, request: WebhookRequest, values: readonly string[]];

describe('a header', () => {
  it.each<Case>([
    ['is read whole', header('X-A'), withHeader('x-a', 'b, c'), ['b, c']],
    ['has no value when absent', header('x-a'), requestOf(''), []],
    ['has no value when empty', header('x-a'), withHeader('x-a', ''), []],
    ['is the only one of several names', eachHeader('x-a', 'x-b'), withHeader('x-b', 'b'), ['b']],
    ['stands beside the others of its names', eachHeader('x-a', 'x-b'), aAndB, ['a', 'b']],
    ['loses its prefix', header('x-a', { prefix: 'v0=' }), withHeader('x-a', 'v0=abc'), ['abc']],
    ['has no value without its prefix', header('x-a', { prefix: 'v0=' }), withHeader('x-a', 'v1=abc'), []],
    ['needs its prefix as written', header('x-a', { prefix: 'v0=' }), withHeader('x-a', 'V0=abc'), []],
    ['gives every value of a parameter', headerParam('x-a', 'v'), withHeader('x-a', 't=1,v=2, v=3,vv=4'), ['2', '3']],
    ['keeps what follows the first =', headerParam('x-a', 'v'), withHeader('x-a', 'v=a=b=='), ['a=b==']],
    [
      'splits at its separator, and at the comma that joins a header sent twice',
      headerParam('x-a', 'v', { separator: ';' }),
      withHeader('x-a', 'v=1,2;v=3'),
      ['1', '3'],
    ],
    ['gives a parameter’s empty value', headerParam('x-a', 'v'), withHeader('x-a', 'v='), ['']],
    [
      'gives the entries of a list that carry the prefix',
      headerList('x-a', { separator: ' ', prefix: 'v1,' }),
      withHeader('x-a', 'v1,AAA v1a,BBB  v1,CCC v2,DDD'),
      ['AAA', 'CCC'],
    ],
    [
      'gives every entry of a list without a prefix, and none of an empty one',
      headerList('x-a', { separator: ',', prefix: '' }),
      withHeader('x-a', 'AAA,, BBB,'),
      ['AAA', 'BBB'],
    ],
    ['is hashed as its text', hashText(header('x-a'), 'sha256', 'hex'), withHeader('x-a', 'é'), [sha256('é')]],
    ['has no hash when absent', hashText(header('x-a'), 'sha256', 'hex'), requestOf(''), []],
    ['is no list when absent', headerList('x-a', { separator: ',', prefix: '' }), requestOf(''), []],
    [
      'that was renamed goes by the first name that is there',
      firstOf(header('new'), header('old')),
      withHeader('old', '1'),
      ['1'],
    ],
    [
      'and never by both',
      firstOf(header('new'), header('old')),
      requestOf('', { headers: { new: '1', old: '2' } }),
      ['1'],
    ],
  ])('%s', (_, part, request, values) => {
    expect(readPart(part, request)).toEqual(values);
  });
});

const big = '12345678901234567890123';

describe('a field of the JSON body', () => {
  it.each<[what: string, body: string | Buffer, path: string, values: readonly string[]]>([
    ['is text as it is', '{"id":"é"}', 'id', ['é']],
    ['is found by its path', '{"a":{"b":[{"c":"x"},{"c":"y"}]}}', 'a.b.1.c', ['y']],
    ['is a number in digits', '{"id":42}', 'id', ['42']],
    ['keeps the digits of a number beyond 2^53', `{"id":${big}}`, 'id', [big]],
    ['keeps them inside arrays too', `{"a":[0,{"id":${big}}]}`, 'a.1.id', [big]],
    ['keeps a fraction as written', '{"id":1.10}', 'id', ['1.10']],
    ['keeps a number beyond every double', '{"id":1e400}', 'id', ['1e400']],
    ['has no value when null', '{"id":null}', 'id', []],
    ['has no value when empty', '{"id":""}', 'id', []],
    ['has no value when an object', '{"id":{}}', 'id', []],
    ['has no value when an array', '{"id":["a"]}', 'id', []],
    ['has no value when absent', '{}', 'id', []],
    ['has no value below text', '{"id":"abc"}', 'id.0', []],
    ['has no value when the body is text', '"id"', 'length', []],
    ['has no value when the body is an array', '[1,2]', 'length', []],
    ['has no value when the body is null', 'null', 'id', []],
    ['has no value when the body is empty', '', 'id', []],
    ['has no value when the body is not JSON', '{"id":', 'id', []],
    ['has no value when the body is not UTF-8', Buffer.from('7b226964223a22ff227d', 'hex'), 'id', []],
    ['is never inherited', '{}', 'constructor.name', []],
    ['is never the prototype', '{}', '__proto__', []],
    ['may be named like the prototype', '{"__proto__":{"id":"1"}}', '__proto__.id', ['1']],
    ['does not reach through the prototype', '{"__proto__":{"id":"1"}}', 'id', []],
    ['is the last of two with one name, as parsers have it', '{"id":"a","id":"b"}', 'id', ['b']],
  ])('%s', (_, body, path, values) => {
    expect(readPart(bodyField(path), requestOf(body))).toEqual(values);
  });

  it('has no value, and does no harm, where digits stand in a document too deep to walk', () => {
    const deep = `{"id":${big},"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(readPart(bodyField('id'), requestOf(deep))).toEqual([]);
  });

  it('is read whatever the content type says', () => {
    const request = requestOf('{"id":"1"}', { headers: { 'content-type': 'text/plain' } });
    expect(readPart(bodyField('id'), request)).toEqual(['1']);
  });
});

describe('a form', () => {
  it.each<Case>([
    ['gives every value of a field', formField('a'), formOf('a=1&b=2&a=3'), ['1', '3']],
    ['is decoded', formField('a b'), formOf('a+b=%C3%A9+%2B'), ['é +']],
    ['has fields without =', formField('a'), formOf('a&b'), ['']],
    ['has no values with a broken escape', formField('a'), formOf('a=1&b=%zz'), []],
    ['has no values with bytes that are not UTF-8', formField('a'), formOf('a=1&b=%ff'), []],
    ['has no values in a raw body that is not UTF-8', formField('a'), formOf(Buffer.from('613d31ff', 'hex')), []],
    ['is one only by its content type', formField('a'), requestOf('a=1'), []],
    [
      'is none with two content types',
      formField('a'),
      formOf('a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded,text/plain' } }),
      [],
    ],
    [
      'may state its charset',
      formField('a'),
      formOf('a=1', { headers: { 'content-type': 'Application/X-WWW-Form-urlencoded; charset=utf-8' } }),
      ['1'],
    ],
    ['may have a field named like the prototype', formField('__proto__'), formOf('__proto__=1'), ['1']],
    ['may hold JSON', formJsonField('payload', 'a.b'), formOf('payload=%7B%22a%22%3A%7B%22b%22%3A7%7D%7D'), ['7']],
    ['may hold broken JSON', formJsonField('payload', 'a'), formOf('payload=%7B'), []],
    [
      'is sorted by name, then by value, equal pairs once',
      sortedFormFields,
      formOf('b=2&a=2&B=1&a=1&a=2'),
      ['B1a1a2b2'],
    ],
    ['keeps the names of empty fields', sortedFormFields, formOf('b=&a'), ['ab']],
    ['is empty content when empty', sortedFormFields, formOf(''), ['']],
    ['is no content in another body', sortedFormFields, requestOf('a=1'), []],
  ])('%s', (_, part, request, values) => {
    expect(readPart(part, request)).toEqual(values);
  });

  it('counts as none with more fields than any provider sends', () => {
    const fields = (count: number) => formOf(`${'a=1&'.repeat(count - 1)}b=2`);
    expect(readPart(formField('b'), fields(10_000))).toEqual(['2']);
    expect(readPart(formField('b'), fields(10_001))).toEqual([]);
  });
});

const multipart = (body: string, boundary = 'x') =>
  requestOf(body.replaceAll('\n', '\r\n'), {
    headers: { 'content-type': `multipart/form-data; charset=utf-8; boundary=${boundary}` },
  });
const formPart = (name: string, text: string) => `--x\nContent-Disposition: form-data; name="${name}"\n\n${text}\n`;

describe('a multipart form', () => {
  it.each<Case>([
    ['has fields', formField('a'), multipart(`${formPart('b', '1')}${formPart('a', '2\n3')}--x--\n`), ['2\r\n3']],
    ['has every one of a name', formField('a'), multipart(`${formPart('a', '1')}${formPart('a', '')}--x--`), ['1', '']],
    [
      'may have more headers',
      formField('a'),
      multipart('--x\nX: y\ncontent-disposition: form-data; name="a"\n\n1\n--x--'),
      ['1'],
    ],
    ['may quote its boundary', formField('a'), multipart(`${formPart('a', '1')}--x--`, '"x"'), ['1']],
    ['may begin with text that does not count', formField('a'), multipart(`hello\n${formPart('a', '1')}--x--`), ['1']],
    ['may hold JSON', formJsonField('a', 'b'), multipart(`${formPart('a', '{"b":"c"}')}--x--`), ['c']],
    [
      'has no file among its fields',
      formField('a'),
      multipart('--x\nContent-Disposition: form-data; name="a"; filename="b"\n\n1\n--x--'),
      [],
    ],
    ['has no field without a name', formField('a'), multipart('--x\nContent-Disposition: form-data\n\n1\n--x--'), []],
    ['is none when it was cut', formField('a'), multipart(formPart('a', '1') + formPart('b', '2')), []],
    ['is none with another boundary', formField('a'), multipart(`${formPart('a', '1')}--x--`, 'y'), []],
    ['is none without a boundary', formField('a'), multipart(`${formPart('a', '1')}--x--`, ''), []],
    ['is no form whose fields can be sorted', sortedFormFields, multipart(`${formPart('a', '1')}--x--`), []],
  ])('%s', (_, part, request, values) => {
    expect(readPart(part, request)).toEqual(values);
  });

  it('counts as none with more fields than any provider sends', () => {
    const fields = (count: number) => multipart(`${formPart('b', '1').repeat(count - 1)}${formPart('a', '2')}--x--`);
    expect(readPart(formField('a'), fields(1_000))).toEqual(['2']);
    expect(readPart(formField('a'), fields(1_001))).toEqual([]);
  });
});

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const token = (head: string, payload: string) => withHeader('x-a', `${base64url(head)}.${base64url(payload)}.sig`);
const at = (index: number) => position(header('x-a'), index, { separator: '.' });

describe('a text inside a part', () => {
  it.each<Case>([
    ['stands at its place', at(2), token('{}', '{}'), ['sig']],
    ['is none where the text has no such place', at(3), token('{}', '{}'), []],
    ['is none at an empty place', at(1), withHeader('x-a', 'a..b'), []],
    ['is decoded', decoded(at(0), 'base64url'), token('é', ''), ['é']],
    ['is none when it is in another encoding', decoded(at(0), 'base64url'), withHeader('x-a', '4+4=.'), []],
    ['is none when it is no UTF-8', decoded(at(0), 'base64'), withHeader('x-a', '/w=='), []],
    ['is a field of JSON', jsonField(decoded(at(1), 'base64url'), 'a.b'), token('', '{"a":{"b":"c"}}'), ['c']],
    [
      'is a number as written',
      jsonField(header('x-a'), 'a'),
      withHeader('x-a', '{"a":9007199254740993}'),
      ['9007199254740993'],
    ],
    ['is none of broken JSON', jsonField(header('x-a'), 'a'), withHeader('x-a', '{"a":'), []],
    [
      'is JSON in JSON',
      jsonField(jsonField(header('x-a'), 'a'), 'b'),
      withHeader('x-a', '{"a":"{\\"b\\":\\"c\\"}"}'),
      ['c'],
    ],
  ])('%s', (_, part, request, values) => {
    expect(readPart(part, request)).toEqual(values);
  });
});

describe('the headers that a delivery lists', () => {
  const listed = { separator: ' ', needed: ['x-b'], joinedBy: '.', order: 'listed' } as const;
  const delivery = (list: string) =>
    requestOf('', { headers: { 'x-list': list, 'x-a': '1', 'x-b': ' 2 ', 'content-type': 'text/plain' } });
  it.each<Case>([
    ['are their values in its order', listedHeaders(header('x-list'), listed), delivery('x-b x-a x-b'), ['2.1.2']],
    [
      'are names and values, as it writes them',
      listedHeaders(header('x-list'), { ...listed, assign: ': ', joinedBy: '\n' }),
      delivery('X-B x-A'),
      ['X-B: 2\nx-A: 1'],
    ],
    [
      'are sorted, in lower case, each once',
      listedHeaders(header('x-list'), { ...listed, assign: ':', joinedBy: ';', order: 'sorted' }),
      delivery('X-B x-a x-b content-type'),
      ['content-type:text/plain;x-a:1;x-b:2'],
    ],
    [
      'are none when a value has what it may not have',
      listedHeaders(header('x-list'), { ...listed, without: 'a/' }),
      delivery('x-b content-type'),
      [],
    ],
    [
      'may have it where they are not listed',
      listedHeaders(header('x-list'), { ...listed, without: 'a/' }),
      delivery('x-b x-a'),
      ['2.1'],
    ],
    ['are none without a list', listedHeaders(header('x-other'), listed), delivery('x-b'), []],
    ['are none when one is not there', listedHeaders(header('x-list'), listed), delivery('x-b x-c'), []],
    [
      'are none when one that is needed is not among them',
      listedHeaders(header('x-list'), listed),
      delivery('x-a'),
      [],
    ],
    [
      'are none when there are too many',
      listedHeaders(header('x-list'), listed),
      delivery(Array(65).fill('x-b').join(' ')),
      [],
    ],
  ])('%s', (_, part, request, values) => {
    expect(readPart(part, request)).toEqual(values);
  });
});

describe('the rest of a delivery', () => {
  const json = requestOf('{"a":1}', { query: `h=${sha256('{"a":1}')}&x=%20y&x=z` });
  it.each<Case>([
    ['the method', method, requestOf('', { method: 'GET' }), ['GET']],
    ['a query parameter, each time', query('x'), json, [' y', 'z']],
    ['no query parameter when one is broken', query('x'), requestOf('', { query: 'x=1&y=%' }), []],
    ['the body as text', rawBody, requestOf('é'), ['é']],
    ['the hash of the body', bodyHash('sha256', 'hex'), requestOf('é'), [sha256('é')]],
    ['a hash that matches', bodyHashMatches(query('h'), 'sha256', 'hex'), json, ['']],
    [
      'a hash that does not',
      bodyHashMatches(query('h'), 'sha256', 'hex'),
      requestOf('x', { query: json.rawQuery }),
      [],
    ],
    ['two hashes', bodyHashMatches(query('h'), 'sha256', 'hex'), { ...json, rawQuery: `${json.rawQuery}&h=1` }, []],
    ['no body', emptyBody, requestOf(''), ['']],
    ['some body', emptyBody, requestOf(' '), []],
    ['the path alone', path, requestOf('', { publicUrl: 'https://a.example/b/c', query: 'd' }), ['/b/c']],
    ['the path of a bare host', path, requestOf('', { publicUrl: 'https://a.example' }), ['/']],
  ])('%s', (_, part, request, values) => {
    expect(readPart(part, request)).toEqual(values);
  });

  it.each([
    [
      'as configured, with the query that arrived',
      'https://a.example/h',
      'asConfigured',
      'b=1',
      ['https://a.example/h?b=1'],
    ],
    [
      'with and without the standard port',
      'https://a.example/h',
      'either',
      '',
      ['https://a.example/h', 'https://a.example:443/h'],
    ],
    ['also over plain HTTP', 'http://a.example', 'either', '', ['http://a.example', 'http://a.example:80']],
    [
      'with and without a port of its own',
      'https://a.example:8443/h',
      'either',
      'b=1',
      ['https://a.example:8443/h?b=1', 'https://a.example/h?b=1'],
    ],
  ] as const)('the URL %s', (_, publicUrl, port, rawQuery, urls) => {
    expect(readPart(url({ port }), requestOf('', { publicUrl, query: rawQuery }))).toEqual(urls);
  });

  it('has one value, or none when there are several', () => {
    expect(onlyValue(query('x'), json)).toBeUndefined();
    expect(onlyValue(formField('a'), formOf('a='))).toBeUndefined();
    expect(onlyValue(formField('a'), formOf('a=1'))).toBe('1');
  });

  it('never makes reading fail, whatever was sent', () => {
    const parts = [
      bodyField('a.b'),
      formField('a'),
      formJsonField('a', 'b'),
      query('a'),
      sortedFormFields,
      rawBody,
      url({ port: 'either' }),
    ];
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), fc.boolean(), (bytes, rawQuery, form) => {
        const request = (form ? formOf : requestOf)(Buffer.from(bytes), { query: rawQuery });
        for (const part of parts) expect(Array.isArray(readPart(part, request))).toBe(true);
      }),
    );
  });
});
