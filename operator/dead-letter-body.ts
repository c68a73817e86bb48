import { isUtf8 } from 'node:buffer';
import type { BodyEncoding } from '../lambdas/processing/event-message.ts';
import { resolveBody } from '../lambdas/processing/resolve-body.ts';
import { WebhookError } from '../lambdas/runtime/errors.ts';
import type { OperatorPorts, StoredMessage } from './ports.ts';

/** The provider's bytes; or why they cannot be had. */
export type DeadLetterBody =
  | { readonly rawBody: Buffer; readonly problem: null }
  | { readonly rawBody: null; readonly problem: string };

const encodings: readonly BodyEncoding[] = ['text', 'base64', 's3'];

/** Wherever the body travelled. That of a message which is not an inbox's is its text. */
export async function readDeadLetterBody(
  { body, attributes }: StoredMessage,
  { bodies }: Pick<OperatorPorts, 'bodies'>,
): Promise<DeadLetterBody> {
  const encoding = encodings.find((name) => name === attributes.encoding?.StringValue) ?? 'text';
  try {
    return { rawBody: await resolveBody({ encoding, body }, bodies.read), problem: null };
  } catch (error) {
    if (error instanceof WebhookError) return { rawBody: null, problem: error.message };
    throw error;
  }
}

/** Null when the bytes are no text. */
export const textOf = (rawBody: Buffer): string | null => (isUtf8(rawBody) ? rawBody.toString('utf8') : null);
