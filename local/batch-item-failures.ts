import type { InvokeResult } from './lambda-function.ts';

/**
 * The messages that Lambda deletes: none after a function error; with item failures reported, those not listed,
 * and none when the report is malformed or names a message that is not in the batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function succeededMessages<Message extends { readonly MessageId?: string | undefined }>(
  messages: readonly Message[],
  result: InvokeResult,
  reportsItemFailures: boolean,
): readonly Message[] {
  if (result.kind !== 'success') return [];
  if (!reportsItemFailures) return messages;
  const failures = readFailures(result.payload);
  const ids = new Set(messages.map(({ MessageId }) => MessageId));
  if (!failures?.every((id) => ids.has(id))) return [];
  return messages.filter(({ MessageId = '' }) => !failures.includes(MessageId));
}

/** Null when the response is not one that Lambda understands. */
function readFailures(payload: string): readonly string[] | null {
  let response: unknown;
  try {
    response = JSON.parse(payload || 'null');
  } catch {
    return null;
  }
  // A null response, a null list and an empty list each mean that all went well.
  const { batchItemFailures: list = null } = (response ?? {}) as { batchItemFailures?: unknown };
  if (list === null) return [];
  if (!Array.isArray(list)) return null;
  const ids = list.map((item: { itemIdentifier?: unknown } | null) => item?.itemIdentifier);
  return ids.every((id) => typeof id === 'string' && id !== '') ? (ids as string[]) : null;
}
