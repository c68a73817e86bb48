import { isUtf8 } from 'node:buffer';

/** How the body travels in the message. `s3`: the message body is a BodyPointer. */
export type BodyEncoding = 'text' | 'base64' | 's3';

/** What is on the queue: the provider's payload as the message body, the rest as message attributes. */
export interface EventMessage {
  readonly endpoint: string;
  readonly eventId: string;
  readonly eventType: string | null;
  readonly receivedAtMs: number;
  readonly contentType: string | null;
  readonly encoding: BodyEncoding;
  readonly body: string;
  /** Event id of the delivery that this event was split from; such an event is JSON, whatever the delivery's content type. */
  readonly splitFrom?: string;
}

/** Where a body too large for a message was put. `sha256` (hex) and `size` (bytes) are of the raw body. */
export interface BodyPointer {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
}

export type MessageAttributes = Record<string, { DataType: 'String' | 'Number'; StringValue: string }>;

/** SQS's limit for a message, attributes included: 1 MiB. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const maxMessageBytes = 1_048_576;

/** Characters that SQS refuses: all but #x9 #xA #xD #x20–#xD7FF #xE000–#xFFFD #x10000–#x10FFFF. Same page as above. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are what is looked for
const notSqsSafe = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Text when SQS carries it unchanged, else base64. An empty body becomes base64 too: SQS refuses an empty message, so it is marked by its encoding. */
export function encodeBody(rawBody: Buffer): { encoding: 'text' | 'base64'; body: string } {
  if (rawBody.length > 0 && isUtf8(rawBody)) {
    const text = rawBody.toString('utf8');
    if (!notSqsSafe.test(text)) return { encoding: 'text', body: text };
  }
  return { encoding: 'base64', body: rawBody.length === 0 ? '=' : rawBody.toString('base64') };
}

/** The inverse of encodeBody. */
export function decodeBody(encoding: 'text' | 'base64', body: string): Buffer {
  return Buffer.from(body, encoding === 'text' ? 'utf8' : 'base64');
}

const text = (value: string) => ({ DataType: 'String' as const, StringValue: value });

/** Attribute text: SQS-safe, never empty, cut at 256 characters. */
export function attributeText(value: string): string {
  const safe = value
    .slice(0, 256)
    .toWellFormed()
    .replace(/[^\t\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
  return safe === '' ? '-' : safe;
}

/**
 * At most six attributes, so that a dead letter's four causes fit into the ten that SQS allows:
 * `splitFrom` therefore takes the place of `contentType`.
 */
export function toMessageAttributes(message: Omit<EventMessage, 'body'>): MessageAttributes {
  const { contentType, splitFrom } = message;
  return {
    endpoint: text(message.endpoint),
    eventId: text(message.eventId),
    ...(message.eventType ? { eventType: text(attributeText(message.eventType)) } : {}),
    receivedAt: text(new Date(message.receivedAtMs).toISOString()),
    ...(contentType && !splitFrom ? { contentType: text(attributeText(contentType)) } : {}),
    ...(splitFrom ? { splitFrom: text(splitFrom) } : {}),
    encoding: text(message.encoding),
  };
}

/** Bytes that count against the limit: the body, and every attribute's name, type and value. */
export function messageBytes(body: string, attributes: MessageAttributes): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, { DataType, StringValue }] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + DataType.length + Buffer.byteLength(StringValue);
  }
  return bytes;
}
