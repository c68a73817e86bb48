import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { beforeDeadline, HandlerTimeoutError } from './before-deadline.ts';
import { type Deadlines, deadlinesOf } from './deadlines.ts';
import { describeError } from './describe-error.ts';
import { attributeText } from './event-message.ts';
import { processRecord, type RecordResult } from './process-record.ts';
import type { ProcessorPorts } from './processor-ports.ts';
import { receiveCount } from './receive-message.ts';
import { runConcurrently } from './run-concurrently.ts';

export type InvocationContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

/** Every record on its own: what happens to one never decides about another. Answers in time even when handlers hang. */
export async function processBatch(
  ports: ProcessorPorts,
  event: SQSEvent,
  context: InvocationContext,
): Promise<SQSBatchResponse> {
  const deadlines = deadlinesOf(ports.now(), context.getRemainingTimeInMillis());
  const records = event.Records ?? [];
  const failures = await runConcurrently(records, ports.settings.concurrency, async (record) => {
    const startedMs = ports.now();
    const result = await settle(ports, record, deadlines);
    writeAttempt(ports, record, result, context.awsRequestId, startedMs);
    return result.acknowledge ? [] : [{ itemIdentifier: record.messageId }];
  });
  return { batchItemFailures: failures.flat() };
}

async function settle(ports: ProcessorPorts, record: SQSRecord, deadlines: Deadlines): Promise<RecordResult> {
  const retry = (error: unknown): RecordResult => ({
    acknowledge: false,
    outcome: 'retry',
    error: describeError(error),
  });
  try {
    return await beforeDeadline(processRecord(ports, record, deadlines), deadlines.answer - ports.now(), () =>
      retry(new HandlerTimeoutError('the time of the function was nearly up')),
    );
  } catch (thrown) {
    return retry(thrown);
  }
}

function writeAttempt(
  ports: ProcessorPorts,
  record: SQSRecord,
  { outcome, error, counts = [] }: RecordResult,
  requestId: string,
  startedMs: number,
) {
  const attribute = (name: string) => record.messageAttributes?.[name]?.stringValue;
  const eventType = attribute('eventType');
  ports.writeLine({
    kind: 'attempt',
    endpoint: ports.settings.endpoint,
    outcome,
    eventId: attributeText(attribute('eventId') ?? record.messageId),
    ...(eventType ? { eventType } : {}),
    attempt: receiveCount(record),
    durationMs: ports.now() - startedMs,
    requestId,
    ...(error ? { errorName: error.name, errorMessage: error.message } : {}),
    ...(counts.length > 0 ? { counts } : {}),
  });
}
