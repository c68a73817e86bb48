import type { SQSRecord } from 'aws-lambda';
import type { ErrorDescription } from './describe-error.ts';
import {
  attributeText,
  decodeBody,
  type EventMessage,
  type MessageAttributes,
  maxMessageBytes,
  messageBytes,
  toMessageAttributes,
} from './event-message.ts';
import type { OutgoingMessage, ProcessorPorts } from './processor-ports.ts';

/** Why, after how many receives, and when. */
export interface Cause {
  readonly error: ErrorDescription;
  readonly attempts: number;
  readonly nowMs: number;
}

const causeNames = ['errorName', 'errorMessage', 'attempts', 'failedAt'];
/** SQS allows ten attributes. */
const maxKeptAttributes = 10 - causeNames.length;

function causeAttributes({ error, attempts, nowMs }: Cause): MessageAttributes {
  return {
    errorName: { DataType: 'String', StringValue: attributeText(error.name) },
    errorMessage: { DataType: 'String', StringValue: attributeText(error.message.replace(/\s+/g, ' ')) },
    attempts: { DataType: 'Number', StringValue: String(attempts) },
    failedAt: { DataType: 'String', StringValue: new Date(nowMs).toISOString() },
  };
}

/** The event's message with its cause, the body verbatim: in S3 only when the cause makes the message too large. */
export async function toDeadLetter(
  message: EventMessage,
  cause: Cause,
  putBody: ProcessorPorts['putBody'],
): Promise<OutgoingMessage> {
  const attributes = { ...toMessageAttributes(message), ...causeAttributes(cause) };
  if (message.encoding === 's3' || messageBytes(message.body, attributes) <= maxMessageBytes) {
    return { body: message.body, attributes };
  }
  const pointer = await putBody(decodeBody(message.encoding, message.body));
  return {
    body: JSON.stringify(pointer),
    attributes: { ...toMessageAttributes({ ...message, encoding: 's3' }), ...causeAttributes(cause) },
  };
}

/** A message that is not ours, with its cause and as many of its own attributes as fit. */
export async function toForeignDeadLetter(
  record: SQSRecord,
  cause: Cause,
  putBody: ProcessorPorts['putBody'],
): Promise<OutgoingMessage> {
  const kept: MessageAttributes = {};
  for (const [name, { dataType, stringValue }] of Object.entries(record.messageAttributes ?? {})) {
    if (causeNames.includes(name) || !stringValue || Object.keys(kept).length >= maxKeptAttributes) continue;
    kept[name] = { DataType: dataType === 'Number' ? 'Number' : 'String', StringValue: stringValue };
  }
  for (const attributes of [{ ...kept, ...causeAttributes(cause) }, causeAttributes(cause)]) {
    if (messageBytes(record.body, attributes) <= maxMessageBytes) return { body: record.body, attributes };
  }
  const pointer = await putBody(Buffer.from(record.body));
  return {
    body: JSON.stringify(pointer),
    attributes: { encoding: { DataType: 'String', StringValue: 's3' }, ...causeAttributes(cause) },
  };
}
