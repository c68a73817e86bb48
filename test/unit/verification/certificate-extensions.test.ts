import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extensionIds } from '../../../lambdas/verification/certificate-extensions.ts';
import { type Made, make, marker } from '../../support/made-certificates.ts';

const id = '1.2.840.113635.100.6.11.1';
/** A copy: tests spoil it. */
const raw = ({ certificate }: Made) => Buffer.from(Buffer.from(certificate.rawData));
const leaf = await make('CN=Signer', { extensions: [marker(id)] });

describe('the extensions of a certificate', () => {
  it('are known by their identifiers, also of long and large ones', async () => {
    const long = marker('2.999.4294967296.1', new Uint8Array(70_000));
    const made = await make('CN=a', { ca: true, extensions: [marker(id), long] });
    expect(extensionIds(raw(made))).toEqual(['2.5.29.19', id, '2.999.4294967296.1']);
    expect(extensionIds(raw(await make('CN=a')))).toEqual([]);
  });

  it('are not what else holds the bytes of one: a name, or another extension’s value', async () => {
    // SEQUENCE { OBJECT IDENTIFIER id, OCTET STRING }
    const bytes = Buffer.from('300e060a2a864886f763640b010400', 'hex');
    const made = await make('CN=a', { extensions: [marker('2.5.29.99', new Uint8Array(bytes))] });
    expect(raw(made).includes(bytes)).toBe(true);
    expect(extensionIds(raw(made))).toEqual(['2.5.29.99']);
  });

  it('are none of what is no certificate, and reading never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.nat({ max: 255 }), (noise, place, byte) => {
        expect(extensionIds(Buffer.from(noise))).toEqual([]);
        const spoilt = raw(leaf);
        spoilt[place % spoilt.length] = byte;
        expect(Array.isArray(extensionIds(spoilt))).toBe(true);
        expect(Array.isArray(extensionIds(spoilt.subarray(0, place % spoilt.length)))).toBe(true);
      }),
    );
  });
});

/** Of a content of up to 255 bytes, in hexadecimal. */
const lengthOf = ({ length }: Buffer | string) => (length < 0x80 ? '' : '81') + length.toString(16).padStart(2, '0');

/** A field of ASN.1. */
const field = (tag: number, content: Buffer | string, length = lengthOf(content)) =>
  Buffer.concat([Buffer.from([tag]), Buffer.from(length, 'hex'), Buffer.from(content)]);
const sequence = (...fields: readonly Buffer[]) => field(0x30, Buffer.concat(fields));
const oid = (hex: string) => field(0x06, Buffer.from(hex, 'hex'));
/** As much of a certificate as there must be around its extensions. */
const around = (...extensions: readonly Buffer[]) => sequence(sequence(field(0xa3, sequence(...extensions))));

describe('a certificate that is written in an unusual way', () => {
  const known = sequence(oid('551d13'));

  it.each([
    ['begins with no identifier', sequence(field(0x02, 'x'))],
    ['is empty', sequence()],
    ['is empty, which four bytes say', field(0x30, '', '8400000000')],
  ])('has the other extensions only when one %s', (_, extension) => {
    expect(extensionIds(around(extension, known))).toEqual(['2.5.29.19']);
    expect(extensionIds(around(known, extension))).toEqual(['2.5.29.19']);
  });

  it.each([
    ['says its length in five bytes', field(0x30, oid('551d13'), '850000000005')],
    ['says that its end is marked', field(0x30, oid('551d13'), '80')],
    ['ends within its length', Buffer.from('308200', 'hex')],
    ['is longer than what is there', field(0x30, oid('551d13'), '06')],
    ['ends within its tag', Buffer.from('30', 'hex')],
  ])('has none when one %s, and that is no error', (_, extension) => {
    expect(extensionIds(around(known, extension))).toEqual([]);
  });

  it('has none when the end is said to be marked 128 bytes before it', () => {
    const marked = field(0x30, Buffer.alloc(128), '80');
    expect(extensionIds(around(known))).toEqual(['2.5.29.19']);
    expect(extensionIds(sequence(sequence(marked, field(0xa3, sequence(known)))))).toEqual([]);
  });
});
