import { type DeadLetter, toDeadLetter } from './dead-letter.ts';
import { readDeadLetterBody } from './dead-letter-body.ts';
import { type DeadLetterFilter, selects } from './dead-letter-filter.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { DeadLetterMessage, OperatorPorts, StoredAttributes } from './ports.ts';
import { visitDeadLetters } from './visit-dead-letters.ts';

/** One line of an export. */
export interface ExportedDeadLetter extends DeadLetter {
  /** Every attribute as SQS holds it; binary values in base64. */
  readonly attributes: Readonly<
    Record<string, { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string }>
  >;
  /** The provider's bytes in base64; null when they cannot be had, for the reason that `problem` gives. */
  readonly bodyBase64: string | null;
  readonly problem: string | null;
}

export interface ExportReport {
  readonly exported: number;
  /** Exported without their bodies. */
  readonly incomplete: number;
  /** Were in the export already. */
  readonly skipped: number;
}

/** Writes every selected dead letter once, one at a time, and leaves them all where they are. */
export async function exportDeadLetters(
  { name, deadLetterQueueUrl }: InboxEndpoint,
  filter: DeadLetterFilter,
  ports: Pick<OperatorPorts, 'queues' | 'bodies'>,
  target: { readonly has: (messageId: string) => boolean; readonly write: (line: ExportedDeadLetter) => Promise<void> },
): Promise<ExportReport> {
  const report = { exported: 0, incomplete: 0, skipped: 0 };
  await visitDeadLetters(deadLetterQueueUrl, ports, async (message) => {
    const letter = toDeadLetter(name, message);
    if (!selects(filter, letter)) return 'kept';
    if (target.has(letter.messageId)) {
      report.skipped += 1;
      return 'kept';
    }
    const line = await toLine(letter, message, ports);
    await target.write(line);
    report.exported += 1;
    if (line.problem !== null) report.incomplete += 1;
    return 'kept';
  });
  return report;
}

async function toLine(
  letter: DeadLetter,
  message: DeadLetterMessage,
  ports: Pick<OperatorPorts, 'bodies'>,
): Promise<ExportedDeadLetter> {
  const { rawBody, problem } = await readDeadLetterBody(message, ports);
  return {
    ...letter,
    attributes: inJson(message.attributes),
    bodyBase64: rawBody?.toString('base64') ?? null,
    problem,
  };
}

function inJson(attributes: StoredAttributes): ExportedDeadLetter['attributes'] {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        DataType,
        ...(StringValue === undefined ? {} : { StringValue }),
        ...(BinaryValue === undefined ? {} : { BinaryValue: Buffer.from(BinaryValue).toString('base64') }),
      },
    ]),
  );
}
