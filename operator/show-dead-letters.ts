import { type DeadLetter, toDeadLetter } from './dead-letter.ts';
import { type DeadLetterBody, readDeadLetterBody } from './dead-letter-body.ts';
import type { DeadLetterFilter } from './dead-letter-filter.ts';
import { recordOfDeadLetter, type ShownRecord } from './dead-letter-record.ts';
import { peekMessages } from './dead-letters.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { OperatorPorts } from './ports.ts';

/** A dead letter with its payload, and with what is decided about its event. */
export interface ShownDeadLetter {
  readonly letter: DeadLetter;
  readonly contentType: string | null;
  readonly body: DeadLetterBody;
  /** Null when there is none, or none any more. */
  readonly record: ShownRecord | null;
}

/** Up to `limit` of those that the filter selects, which stay where they are. */
export async function showDeadLetters(
  endpoint: InboxEndpoint,
  wanted: { readonly filter: DeadLetterFilter; readonly limit: number },
  ports: OperatorPorts,
): Promise<readonly ShownDeadLetter[]> {
  const messages = await peekMessages(endpoint, wanted, ports);
  return Promise.all(
    messages.map(async (message) => ({
      letter: toDeadLetter(endpoint.name, message),
      contentType: message.attributes.contentType?.StringValue ?? null,
      body: await readDeadLetterBody(message, ports),
      record: await recordOfDeadLetter(endpoint, message, ports),
    })),
  );
}
