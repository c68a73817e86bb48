import { type EventMessage, encodeBody, maxMessageBytes, messageBytes, toMessageAttributes } from './event-message.ts';
import type { OutgoingMessage, ProcessorPorts } from './processor-ports.ts';

/** The message for one event; its body goes to S3 when it does not fit. */
export async function packMessage(
  event: Omit<EventMessage, 'encoding' | 'body'>,
  rawBody: Buffer,
  putBody: ProcessorPorts['putBody'],
): Promise<OutgoingMessage> {
  const { encoding, body } = encodeBody(rawBody);
  const attributes = toMessageAttributes({ ...event, encoding });
  if (messageBytes(body, attributes) <= maxMessageBytes) return { body, attributes };
  return {
    body: JSON.stringify(await putBody(rawBody)),
    attributes: toMessageAttributes({ ...event, encoding: 's3' }),
  };
}
