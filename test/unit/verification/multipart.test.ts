import { describe, expect, it } from 'vitest';
import { multipartFields } from '../../../lambdas/verification/multipart.ts';
import { requestOf } from '../../support/webhook-request.ts';

const fields = (body: string, contentType: string) =>
  multipartFields(requestOf(body.replaceAll('\n', '\r\n'), { headers: { 'content-type': contentType } }));
const body = (boundary: string) => `--${boundary}\nContent-Disposition: form-data; name="a"\n\n1\n--${boundary}--\n`;

describe('the content type of a multipart form', () => {
  it.each([
    ['multipart/form-data; boundary=xyz', 'xyz'],
    ['Multipart/Form-Data ; Boundary=xyz', 'xyz'],
    ['multipart/form-data;boundary="x y;z"', 'x y;z'],
    ['multipart/form-data; charset=utf-8; boundary=xyz; a=b', 'xyz'],
    [`multipart/form-data; boundary=${'x'.repeat(70)}`, 'x'.repeat(70)],
  ])('may be %s', (contentType, boundary) => {
    expect(fields(body(boundary), contentType)).toEqual([['a', '1']]);
  });

  it.each([
    'text/plain, multipart/form-data; boundary=xyz',
    'x-multipart/form-data; boundary=xyz',
    'multipart/form-data-x; boundary=xyz',
    'multipart/form-data boundary=xyz',
    'multipart/form-data; xboundary=xyz',
    'multipart/form-data; boundary=""',
    'multipart/mixed; boundary=xyz',
    '',
  ])('is not "%s"', (contentType) => {
    for (const boundary of ['xyz', 'undefined', '']) expect(fields(body(boundary), contentType)).toBeNull();
  });
});

it('is no multipart form when it is not UTF-8', () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const bytes = Buffer.concat([Buffer.from('--x\r\n\r\n'), Buffer.from([0xff]), Buffer.from('\r\n--x--')]);
  expect(multipartFields(requestOf(bytes, { headers }))).toBeNull();
});

describe('a part of a multipart form', () => {
  it.each([
    ['a field with no space in its head', 'content-disposition:form-data;name="a"\n\n1', [['a', '1']]],
    ['a field with more space in its head', 'Content-Disposition:  form-data;  name="a"\n\n1', [['a', '1']]],
    [
      'a field whose text has an empty line',
      'Content-Disposition: form-data; name="a"\n\n1\n\n2',
      [['a', '1\r\n\r\n2']],
    ],
    ['a field without a name', 'Content-Disposition: form-data; name=""\n\n1', [['', '1']]],
    ['no field: nothing says its name', 'Content-Disposition: form-data; title="a"\n\n1', []],
    ['no field: its head has no end', 'Content-Disposition: form-data; name="a"; b', []],
    ['no field: its head says nothing', 'X: y\n\n1', []],
    ['no field: it has no head', '\n1', []],
    ['no field: its name stands in its text', 'X: y\n\n1\nContent-Disposition: form-data; name="a"\n\n2', []],
    ['no field: it is no form-data', 'Content-Disposition: attachment; name="a"\n\n1', []],
    ['a file', 'Content-Disposition: form-data; name="a"; filename="b"\n\n1', []],
    ['a file with no space in its head', 'Content-Disposition: form-data;name="a";filename="b"\n\n1', []],
    ['a file whose name is encoded', 'Content-Disposition: form-data; name="a"; FileName*=UTF-8\'\'b\n\n1', []],
  ])('is %s', (_, part, expected) => {
    expect(fields(`--x\n${part}\n--x--`, 'multipart/form-data; boundary=x')).toEqual(expected);
  });
});
