import { describe, expect, it } from 'vitest';
import { parsePayload } from '../../../lambdas/processing/payload.ts';
import { InvalidPayloadError } from '../../../lambdas/runtime/errors.ts';

const parse = (contentType: string | null, body: string | Buffer) => parsePayload(contentType, Buffer.from(body));
const form = 'application/x-www-form-urlencoded';
const notUtf8 = Buffer.from([0x7b, 0xff, 0x7d]);

describe('the payload of a JSON body', () => {
  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'text/json',
    'application/cloudevents+json',
    'application/vnd.api+json;v=1',
    ' application/json ; charset=utf-8',
  ])('is parsed when the content type is %s', (contentType) => {
    expect(parse(contentType, ' {"a":[1]} ')).toEqual({ a: [1] });
  });

  it('may start with a byte order mark', () => {
    expect(parse('application/json', '\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  it('has a field named __proto__ as a field, never as its prototype', () => {
    const payload = parse('application/json', '{"__proto__":{"admin":true}}');
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
  });

  it.each([['{"a":'], ['a=1'], [notUtf8]])('is an InvalidPayloadError when it does not parse', (body) => {
    expect(() => parse('application/json', body)).toThrow(InvalidPayloadError);
    expect(() => parse('application/json', body)).toThrow(/^the body is declared JSON but/);
    expect(() => parse('application/json', body)).toThrow(expect.objectContaining({ paths: ['$'] }));
  });

  it('says whether its bytes or its JSON is wrong', () => {
    expect(() => parse('application/json', notUtf8)).toThrow('the body is declared JSON but is not UTF-8');
    expect(() => parse('application/json', '{')).toThrow('the body is declared JSON but does not parse');
  });

  it.each(['xapplication/json', 'application/jsonx', 'application/x+jsonx', 'image/json'])(
    'is not parsed when the content type only looks like JSON: %s',
    (contentType) => {
      expect(parse(contentType, '{"a":1}')).toEqual(Buffer.from('{"a":1}'));
    },
  );

  it.each(['x[1]', '"[1]"', '1', '[1', 'null', 'true'])('without a content type is bytes when it is %s', (body) => {
    expect(parse(null, body)).toEqual(Buffer.from(body));
  });

  it('without a content type is parsed behind white space', () => {
    expect(parse(null, ' \r\n\t{"a":1}')).toEqual({ a: 1 });
  });

  it('without a content type, or as plain text, is parsed when it is an object or an array', () => {
    expect(parse(null, '{"a":1}')).toEqual({ a: 1 });
    expect(parse('text/plain; charset=UTF-8', '[1]')).toEqual([1]);
  });
});

describe('the payload of a form', () => {
  it('is an object of its fields, repeated ones as arrays', () => {
    expect(parse(form, 'From=%2B49&Body=a+b&Media=1&Media=2&Empty=')).toEqual({
      From: '+49',
      Body: 'a b',
      Media: ['1', '2'],
      Empty: '',
    });
  });

  it('is the JSON of its only field when that is named payload', () => {
    expect(parse(`${form}; charset=utf-8`, `payload=${encodeURIComponent('{"a":"é"}')}`)).toEqual({ a: 'é' });
  });

  it.each(['payload=%7B%7D&x=1', 'payload=%7B%7D&payload=%7B%7D', 'payload=hello', 'payload=%7B'])(
    'stays a form otherwise: %s',
    (body) => {
      expect(parse(form, body)).toHaveProperty('payload');
    },
  );

  it('is the form when another field than payload holds JSON', () => {
    expect(parse(form, 'data=%7B%7D')).toEqual({ data: '{}' });
  });

  it('has a field named __proto__ as a field', () => {
    const payload = parse(form, '__proto__=x&a=1');
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
    expect(Object.entries(payload as object)).toEqual([
      ['__proto__', 'x'],
      ['a', '1'],
    ]);
  });
});

describe('any other payload', () => {
  it.each(['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml', 'text/plain', 'text/csv'])(
    'is text when the content type is %s',
    (contentType) => {
      expect(parse(contentType, '<a>é</a>')).toBe('<a>é</a>');
    },
  );

  it.each(['xapplication/xml', 'application/xmlx', 'application/soap+xmlx'])(
    'is the bytes when the content type only looks like XML: %s',
    (contentType) => {
      expect(parse(contentType, '<a/>')).toEqual(Buffer.from('<a/>'));
    },
  );

  it.each(['application/xml', 'text/plain', 'image/png', 'application/octet-stream', null])(
    'is the bytes when they are not text: %s',
    (contentType) => {
      expect(parse(contentType, notUtf8)).toEqual(notUtf8);
    },
  );

  it('is the bytes when nothing says what they are', () => {
    expect(parse(null, 'hello')).toEqual(Buffer.from('hello'));
    expect(parse('nonsense', '{"a":1}')).toEqual(Buffer.from('{"a":1}'));
  });

  it.each(['application/json', form, 'text/plain', null])('is null when the body is empty: %s', (contentType) => {
    expect(parse(contentType, '')).toBeNull();
  });
});
