import { afterEach, describe, expect, it, vi } from 'vitest';
import { holds } from '../../../lambdas/verification/condition.ts';
import { bodyForm, bodyJson, bodyText, parseForm } from '../../../lambdas/verification/parsed-body.ts';
import { rawBody, sortedFormFields } from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

const notUtf8 = Buffer.from([0x61, 0x3d, 0x31, 0xff]);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a body', () => {
  it('is decoded and parsed once, however often it is asked for', () => {
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    const [json, form] = [requestOf('{"a":1}'), formOf('a=1')];
    expect(bodyJson(json)).toBe(bodyJson(json));
    expect(bodyForm(form)).toBe(bodyForm(form));
    expect([bodyText(json), bodyText(form)]).toEqual(['{"a":1}', 'a=1']);
    expect(decode).toHaveBeenCalledTimes(2);
  });

  it('is decoded once when it is not UTF-8 either, and is neither text nor JSON nor a form', () => {
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    const request = formOf(notUtf8);
    expect([bodyText(request), bodyJson(request), bodyForm(request)]).toEqual([null, undefined, null]);
    expect(decode).toHaveBeenCalledTimes(1);
  });

  it('that is not UTF-8 gives a form no content, and meets no condition on one', () => {
    expect(readPart(sortedFormFields, formOf(notUtf8))).toEqual([]);
    expect(holds([{ form: true }], formOf(notUtf8))).toBe(false);
    expect(holds([{ onlyFormFields: ['a'] }], formOf(notUtf8))).toBe(false);
  });

  it('keeps its byte order mark, with which it is no JSON', () => {
    const marked = requestOf('\uFEFF{"a":1}');
    expect(readPart(rawBody, marked)).toEqual(['\uFEFF{"a":1}']);
    expect(bodyJson(marked)).toBeUndefined();
  });
});

describe('a form', () => {
  it('may have space around its media type', () => {
    const headers = { 'content-type': ' application/x-www-form-urlencoded ; charset=utf-8' };
    expect(bodyForm(requestOf('a=1', { headers }))).toEqual([['a', '1']]);
  });

  it('is none without a content type', () => {
    expect(bodyForm(requestOf('a=1'))).toBeNull();
  });

  it.each([
    ['', []],
    ['&&', []],
    [
      '&a=1&&b=2&',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a', [['a', '']]],
    ['=x', [['', 'x']]],
    ['=', [['', '']]],
    ['a==b=c', [['a', '=b=c']]],
  ])('"%s" has the fields %j', (text, fields) => {
    expect(parseForm(text)).toEqual(fields);
  });
});
