import { createHash } from 'node:crypto';
import { WebhookError } from '../runtime/errors.ts';
import { parseJson } from '../verification/parsed-body.ts';
import { type BodyPointer, decodeBody, type EventMessage } from './event-message.ts';
import type { ProcessorPorts } from './processor-ports.ts';

/** A body that was put aside in S3 is gone or has changed: retried, then dead-lettered with the pointer. */
class BodyUnavailableError extends WebhookError {
  override readonly name = 'BodyUnavailableError';
}

/** The provider's bytes, wherever they travelled. Throws BodyUnavailableError, and whatever S3 throws. */
export async function resolveBody(
  message: Pick<EventMessage, 'encoding' | 'body'>,
  getBody: ProcessorPorts['getBody'],
): Promise<Buffer> {
  if (message.encoding !== 's3') return decodeBody(message.encoding, message.body);
  const pointer = readPointer(message.body);
  const where = `s3://${pointer.bucket}/${pointer.key}`;
  const body = await getBody(pointer);
  if (body === null) throw new BodyUnavailableError(`${where} is gone`);
  if (body.length !== pointer.size || createHash('sha256').update(body).digest('hex') !== pointer.sha256) {
    throw new BodyUnavailableError(`${where} has changed since it was received`);
  }
  return body;
}

function readPointer(text: string): BodyPointer {
  const value = parseJson(text);
  if (isPointer(value)) return value;
  throw new BodyUnavailableError('the message says that its body is in S3, but not where');
}

function isPointer(value: unknown): value is BodyPointer {
  const { bucket, key, size, sha256 } = (value ?? {}) as Record<string, unknown>;
  return [bucket, key, sha256].every((field) => typeof field === 'string') && Number.isInteger(size);
}
