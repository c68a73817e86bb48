import type { MessageAttributes } from '../../lambdas/processing/event-message.ts';
import type { OperatedInbox } from './operated-inbox.ts';

/** One line of an export. */
export interface Letter {
  readonly eventId: string;
  readonly messageId: string;
  readonly bodyBase64: string;
  readonly problem: string | null;
  readonly attributes: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
}
/** The lines of an export; throws when one is not whole. */
export const lettersIn = (ndjson: string) =>
  ndjson
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Letter);

/** Dead letters as the runtime sends them, without the deliveries before them. */
export async function bury(
  inbox: OperatedInbox,
  ids: readonly string[],
  fields: Partial<MessageAttributes> = {},
  endpoint = 'stripe',
): Promise<void> {
  const text = (StringValue: string) => ({ DataType: 'String' as const, StringValue });
  const { deadLetterQueueUrl } = inbox.endpoint(endpoint);
  await Promise.all(
    ids.map((id) =>
      inbox.ports.queues.send(deadLetterQueueUrl, {
        body: JSON.stringify({ id, type: 'invoice.paid' }),
        attributes: {
          ...{ endpoint: text(endpoint), eventId: text(id), eventType: text('invoice.paid'), encoding: text('text') },
          ...{ receivedAt: text(new Date().toISOString()), contentType: text('application/json') },
          ...{ errorName: text('NonRetryableError'), errorMessage: text('the ledger is closed') },
          ...{ attempts: { DataType: 'Number' as const, StringValue: '1' }, failedAt: text(new Date().toISOString()) },
          ...(fields as MessageAttributes),
        },
      }),
    ),
  );
}
