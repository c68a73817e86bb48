import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Backoff } from './backoff.ts';
import type { EventHandler } from './event-attempt.ts';
import { createProcessorPorts } from './ports.ts';
import { type InvocationContext, processBatch } from './process-batch.ts';
import type { ProcessorPorts } from './processor-ports.ts';
import { createRoutes } from './route.ts';
import { type PayloadSchema, validatePayload } from './validate-payload.ts';

export interface ProcessorOptions {
  /** Time between the attempts of a failing event. */
  readonly backoff?: Backoff;
  /** Events of one batch that run at a time. @default all of them */
  readonly concurrency?: number;
}

/** Event type → handler: a whole type (`invoice.paid`), a beginning (`customer.*`) or `*`. The most specific entry is run. */
export type Routes = Readonly<Record<string, EventHandler<unknown>>>;

export type ProcessorHandler = (event: SQSEvent, context: InvocationContext) => Promise<SQSBatchResponse>;

/**
 * The Lambda handler of a processor. Event types without an entry are acknowledged and counted.
 * In Lambda its clients are made during init; elsewhere nothing is read or made before the first invocation, so a
 * processor's file can be imported by a unit test.
 *
 * @example
 * export const handler = defineProcessor({
 *   'invoice.paid': on(Invoice, async ({ payload, idempotencyKey }) => bookRevenue(payload, idempotencyKey)),
 *   'customer.*': async ({ event }) => { … },
 * });
 */
export function defineProcessor(routes: Routes, options: ProcessorOptions = {}): ProcessorHandler {
  const { backoff = {}, concurrency = Number.POSITIVE_INFINITY } = options;
  const findRoute = createRoutes(routes);
  const create = () => createProcessorPorts(process.env, { findRoute, backoff, concurrency });
  let ports: ProcessorPorts | null = process.env.AWS_LAMBDA_FUNCTION_NAME ? create() : null;
  return (event, context) => {
    ports ??= create();
    return processBatch(ports, event, context);
  };
}

/**
 * A handler that gets the payload as its schema yields it. A payload that misses a field, or has it with another type, is
 * dead-lettered as InvalidPayloadError with the JSON path; whether unknown fields matter is the schema's choice (Zod's z.object ignores them).
 */
export function on<Payload>(schema: PayloadSchema<Payload>, handler: EventHandler<Payload>): EventHandler<unknown> {
  return async (attempt) => handler({ ...attempt, payload: await validatePayload(schema, attempt.payload) });
}
