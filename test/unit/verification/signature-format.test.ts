import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedText, decodeSignature, encodeSignature } from '../../../lambdas/verification/decode-signature.ts';
import { timestampMs } from '../../../lambdas/verification/freshness.ts';
import type { SignatureEncoding } from '../../../lambdas/verification/parts.ts';
import { secretBytes } from '../../../lambdas/verification/secret-bytes.ts';

describe('a signature’s text', () => {
  it.each(['hex', 'base64', 'base64url'] as const)('is decoded when it is exactly %s', (encoding) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const text = Buffer.from(bytes).toString(encoding);
        expect(decodeSignature(text, encoding)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it.each(['hex', 'base64'] as const)('has one spelling in %s', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0aAfFgZ+/-_= \n\t\0é') }), (text) => {
        const bytes = decodeSignature(text, encoding);
        return bytes === null || bytes.toString(encoding) === text;
      }),
    );
  });

  it.each<[SignatureEncoding, string, string]>([
    ['hex', '', 'nothing'],
    ['hex', 'abc', 'an odd digit'],
    ['hex', 'AB', 'upper case'],
    ['hex', 'abzz', 'a tail that decoders skip'],
    ['hex', 'ab\n', 'a line end'],
    ['hex', ' ab', 'a space'],
    ['anyCaseHex', 'aBc', 'an odd digit'],
    ['anyCaseHex', 'aBzz', 'a tail that decoders skip'],
    ['anyCaseHex', 'zzaB', 'a head that is none'],
    ['base64', 'AA', 'no padding'],
    ['base64', 'AA=', 'half the padding'],
    ['base64', 'AA===', 'too much padding'],
    ['base64', 'AB==', 'unused bits that are set'],
    ['base64', 'A-_A', 'the URL alphabet'],
    ['base64', 'AAAA\n', 'a line end'],
    ['base64', 'AA==AAAA', 'padding inside'],
    ['base64url', '_w===', 'too much padding'],
    ['base64url', 'A+/A', 'the plain alphabet'],
    ['base64url', 'AB', 'unused bits that are set'],
    ['base64url', 'A', 'a lone digit'],
  ])('is malformed %s: %j, %s', (encoding, text) => {
    expect(decodeSignature(text, encoding)).toBeNull();
  });

  it('may be padded or not in base64url, as senders differ', () => {
    expect(decodeSignature('_w', 'base64url')).toEqual(decodeSignature('_w==', 'base64url'));
  });

  it('may be in either case in hexadecimal where senders differ, and is written in lower case then', () => {
    expect(decodeSignature('aBFf', 'anyCaseHex')).toEqual(Buffer.from([0xab, 0xff]));
    expect(encodeSignature(Buffer.from([0xab, 0xff]), 'anyCaseHex')).toBe('abff');
  });
});

describe('a text that stands in an encoding', () => {
  it('is read to the last character, a byte order mark too', () => {
    expect(decodedText('77u/YQ==', 'base64')).toBe('\ufeffa');
  });

  it.each([
    ['not in it', 'Y Q=='],
    ['no UTF-8', '/w=='],
  ])('is none when it is %s', (_, text) => {
    expect(decodedText(text, 'base64')).toBeUndefined();
  });
});

describe('a timestamp', () => {
  it.each([
    ['0', 's', 0],
    ['1795514400', 's', 1_795_514_400_000],
    ['999999999999', 's', 999_999_999_999_000],
    ['1795514400123', 'ms', 1_795_514_400_123],
    ['2026-11-24T10:00:00Z', 'iso8601', 1_795_514_400_000],
    ['2026-11-24T11:00:00.123456789+01:00', 'iso8601', 1_795_514_400_123],
  ] as const)('%s is read in %s', (text, unit, ms) => {
    expect(timestampMs(text, unit)).toBe(ms);
  });

  it.each([
    ...['', ' ', ' 1', '1 ', '+1', '-1', '1.0', '1e3', '0x10', '1_0', 'NaN', '１２', '1\n', '9'.repeat(13)].map(
      (text) => [text, 's' as const],
    ),
    ...['', '1.5', '9'.repeat(14)].map((text) => [text, 'ms' as const]),
    ...['2026-11-24', '2026-11-24T10:00:00', '2026-13-24T10:00:00Z', 'Tue, 24 Nov 2026 10:00:00 GMT'].map((text) => [
      text,
      'iso8601' as const,
    ]),
  ] as [string, 's' | 'ms' | 'iso8601'][])('%j is none in %s', (text, unit) => {
    expect(timestampMs(text, unit)).toBeNull();
  });
});

describe('a signing secret', () => {
  it.each([
    ['utf8', 'whsec_abc', Buffer.from('whsec_abc')],
    ['utf8', 'é👋', Buffer.from('é👋')],
    ['base64', 'AQI=', Buffer.from([1, 2])],
    ['hex', '0102', Buffer.from([1, 2])],
    ['sha1', 'a', createHash('sha1').update('a').digest()],
    ['sha256', 'a', createHash('sha256').update('a').digest()],
    ['whsec', 'whsec_AQI=', Buffer.from([1, 2])],
    ['whsec', 'AQI=', Buffer.from([1, 2])],
    ['whsec-forgiving', 'whsec_AQI=', Buffer.from([1, 2])],
    ['whsec-forgiving', 'whsec_AQI', Buffer.from([1, 2])],
    ['whsec-forgiving', 'AQJ', Buffer.from([1, 2])],
    ['whsec-forgiving', '/+8', Buffer.from([0xff, 0xef])],
  ] as const)('gives its bytes: %s', (format, secret, bytes) => {
    expect(secretBytes(secret, format)).toEqual(bytes);
  });

  it.each([
    ['utf8', ''],
    ['base64', 'not base64!'],
    ['base64', ''],
    ['base64', 'whsec_AQI='],
    ['sha1', ''],
    ['sha256', ''],
    ['hex', '0g'],
    ['whsec', 'whsec_'],
    ['whsec', 'whsk_AQI='],
    ['whsec', 'whsec_whsec_AQI='],
    ['whsec', 'AQIDwhsec_BAUG'],
    ['whsec', 'AQI'],
    ['whsec-forgiving', 'whsec_'],
    ['whsec-forgiving', 'AQIDwhsec_BAUG'],
    ['whsec-forgiving', 'AQIDB'],
    ['whsec-forgiving', 'AQI=='],
    ['whsec-forgiving', '_-8='],
    ['whsec-forgiving', 'chosen by hand!'],
  ] as const)('is refused without being shown when malformed: %s %j', (format, secret) => {
    expect(() => secretBytes(secret, format)).toThrow(/^the signing secret is empty or not [a-z0-9_ ]+$/);
  });
});
