import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeText,
  decodeBody,
  encodeBody,
  maxMessageBytes,
  messageBytes,
  toMessageAttributes,
} from '../../../lambdas/processing/event-message.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const sqsText = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u;

const roundTrip = (rawBody: Buffer) => {
  const { encoding, body } = encodeBody(rawBody);
  expect(body).toMatch(sqsText);
  expect(decodeBody(encoding, body).equals(rawBody)).toBe(true);
  return encoding;
};

describe('a body in a message', () => {
  it.each([
    ['JSON', Buffer.from('{"a":"ä 😀"}'), 'text'],
    ['line ends and tabs', Buffer.from('a\r\n\tb\n'), 'text'],
    ['a byte order mark', Buffer.from('\ufeff{}'), 'text'],
    ['nothing at all', Buffer.alloc(0), 'base64'],
    ['NUL', Buffer.from('a\0b'), 'base64'],
    ['a control character', Buffer.from('\u001b[0m'), 'base64'],
    ['a noncharacter', Buffer.from('\uffff'), 'base64'],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'base64'],
    ['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80]), 'base64'],
  ])('keeps %s byte for byte', (_, rawBody, encoding) => {
    expect(roundTrip(rawBody)).toBe(encoding);
  });

  it('keeps any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void roundTrip(Buffer.from(bytes))));
  });

  it('keeps any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void roundTrip(Buffer.from(text))));
  });
});

it('makes attribute text that SQS takes of any string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(attributeText(text)).toMatch(sqsText);
    }),
  );
  expect(attributeText('')).toBe('-');
  expect(attributeText('a\u0000b')).toBe('a\ufffdb');
  expect(attributeText('order 😀 paid')).toBe('order 😀 paid');
  expect(attributeText(`${'x'.repeat(255)}😀`)).toBe(`${'x'.repeat(255)}\ufffd`);
});

it('has six attributes at most, so that the four of a cause fit', () => {
  const event = {
    endpoint: 'stripe',
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    receivedAtMs: 0,
    contentType: 'application/json',
    encoding: 'text' as const,
  };
  expect(Object.keys(toMessageAttributes(event))).toHaveLength(6);
  expect(Object.keys(toMessageAttributes({ ...event, splitFrom: 'h:x' }))).toHaveLength(6);
});

it('counts bytes of body, names, types and values against the limit', () => {
  expect(messageBytes('ä', { n: { DataType: 'String', StringValue: '€' } })).toBe(2 + 1 + 6 + 3);
  expect(maxMessageBytes).toBe(1024 * 1024);
});
