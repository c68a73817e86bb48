import fc from 'fast-check';
import type { ProcessorStore } from '../../lambdas/idempotency/store.ts';
import { on, type Routes } from '../../lambdas/processing/define-processor.ts';
import type { EventHandler } from '../../lambdas/processing/event-attempt.ts';
import type { PayloadSchema } from '../../lambdas/processing/validate-payload.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Batch } from '../../lambdas/providers/define-provider.ts';
import { NonRetryableError, RetryAfterError } from '../../lambdas/runtime/errors.ts';
import type { AttemptLine } from '../../lambdas/runtime/journal.ts';
import { createInbox, type Inbox, keyOf, messageRecord } from '../unit/processing/inbox.ts';
import { schemas } from './schemas.ts';

const handlers: Record<string, EventHandler<unknown>> = {
  returns: () => undefined,
  'returns something': () => ({ batchItemFailures: [{ itemIdentifier: '' }] }),
  throws: () => {
    throw new Error('a handler that fails');
  },
  rejects: () => Promise.reject(new TypeError('a handler that rejects')),
  'throws nothing': () => {
    throw undefined;
  },
  'throws what cannot be described': () => {
    throw Object.create(null);
  },
  'gives up': () => {
    throw new NonRetryableError('x'.repeat(5_000));
  },
  'asks for later': () => {
    throw new RetryAfterError('later', Number.NaN);
  },
  'never returns': () => new Promise(() => {}),
};

export interface Batched {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  readonly eventType: string | null;
  readonly receives: number;
  readonly split: boolean;
}

export interface Invocation {
  readonly events: readonly Batched[];
  readonly schema: PayloadSchema<unknown> | null;
  readonly handler: string;
  readonly batch: Batch | null;
  readonly broken:
    | 'claim'
    | 'complete'
    | 'fail'
    | 'sendMessages'
    | 'sendDeadLetter'
    | 'setVisibility'
    | 'putBody'
    | null;
}

const batches = [...catalogue.values()].flatMap(({ batch }) => batch ?? []);
const bodies = fc.oneof(
  fc.json().map((text) => new Uint8Array(Buffer.from(text))),
  fc.uint8Array({ maxLength: 60 }),
  fc.array(fc.json(), { maxLength: 12 }).map((items) => new Uint8Array(Buffer.from(`[${items.join(',')}]`))),
  fc.webQueryParameters().map((text) => new Uint8Array(Buffer.from(text))),
  fc.constantFrom('', '{', 'null', '[[[[', '\ufeff{}', '{"a":1e999}').map((text) => new Uint8Array(Buffer.from(text))),
);
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('a', 'invoice.paid', '*', ''));
const types = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
  'image/png',
  '',
);

export const invocations: fc.Arbitrary<Invocation> = fc.record({
  events: fc.array(
    fc.record({
      body: bodies,
      contentType: fc.oneof(types, texts, fc.constant(null)),
      eventType: fc.oneof(texts, fc.constant(null)),
      receives: fc.integer({ min: 1, max: 6 }),
      split: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  schema: schemas,
  handler: fc.oneof(
    { weight: 60, arbitrary: fc.constant('returns') },
    { weight: 60, arbitrary: fc.constantFrom(...Object.keys(handlers).filter((name) => name !== 'never returns')) },
    { weight: 1, arbitrary: fc.constant('never returns') },
  ),
  batch: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...batches) }),
  broken: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'claim',
        'complete',
        'fail',
        'sendMessages',
        'sendDeadLetter',
        'setVisibility',
        'putBody',
      ),
    },
  ),
});

const done: readonly AttemptLine['outcome'][] = ['completed', 'unhandled', 'split'];
const kept: readonly AttemptLine['outcome'][] = ['retry', 'busy', 'lease_lost', 'deferred', 'store_unavailable'];

/** Runs one invocation; throws, in a sentence, when an outcome is not one of those that are defined. */
export async function playInvocation(invocation: Invocation): Promise<readonly AttemptLine['outcome'][]> {
  const { events, batch, broken } = invocation;
  const received = new Map<string, Buffer>();
  const completed: string[] = [];
  const inbox = createInbox(routesOf(invocation, received), {
    settings: { batch },
    wrap: (ports) => ({ ...ports, store: { ...ports.store, complete: noting(ports.store.complete, completed) } }),
  });
  if (broken) inbox.breaks(broken);
  const records = events.map(({ body, contentType, eventType, receives, split }, index) =>
    messageRecord({
      body: Buffer.from(body),
      contentType,
      eventType,
      receives,
      eventId: `evt_${index}`,
      ...(split ? { splitFrom: 'delivery-1' } : {}),
    }),
  );
  const failures = await inbox.run(records, invocation.handler === 'never returns' ? 20 : 30_000);
  if (inbox.journal.length !== records.length) throw new Error('not every record has its line in the journal');
  for (const [index, { body }] of events.entries()) {
    const line = inbox.journal.find(({ eventId }) => eventId === `evt_${index}`);
    if (!line) throw new Error(`no line for record ${index}`);
    checkOutcome(inbox, line, failures.includes(`m:evt_${index}`), completed);
    const bytes = received.get(`evt_${index}`);
    if (bytes && !bytes.equals(Buffer.from(body))) throw new Error('the handler got other bytes than came in');
  }
  return inbox.journal.map(({ outcome }) => outcome);
}

function routesOf({ schema, handler }: Invocation, received: Map<string, Buffer>): Routes {
  const run: EventHandler<unknown> = (attempt) => {
    received.set(attempt.event.id, Buffer.from(attempt.event.rawBody));
    return handlers[handler]?.(attempt);
  };
  const validated = schema ? on(schema, run) : run;
  return { 'invoice.*': validated, a: validated, '*': validated };
}

/** Keeps the keys of the records that were completed. */
const noting =
  (complete: ProcessorStore['complete'], completed: string[]): ProcessorStore['complete'] =>
  async (holder) => {
    const result = await complete(holder);
    if (result.kind === 'done') completed.push(holder.pk);
    return result;
  };

function checkOutcome(inbox: Inbox, line: AttemptLine, failed: boolean, completed: readonly string[]): void {
  const { outcome, eventId, errorMessage = '' } = line;
  if (/message too long|more than ten attributes/.test(errorMessage))
    throw new Error(`SQS refuses it: ${errorMessage}`);
  const isKept = kept.includes(outcome);
  if (failed !== isKept) throw new Error(`${outcome}, and ${failed ? 'not acknowledged' : 'acknowledged'}`);
  // Type and body may stand in the key behind the id.
  const wasCompleted = completed.some((pk) => pk === keyOf(eventId) || pk.startsWith(`${keyOf(eventId)}~`));
  if (done.includes(outcome) !== wasCompleted) throw new Error(`${outcome}, and completed: ${wasCompleted}`);
  if (isKept || wasCompleted) return;
  if (outcome !== 'dead_lettered') throw new Error(`${outcome} is no outcome of an attempt`);
  const letters = inbox.deadLetters.filter(({ attributes }) => attributes.eventId?.StringValue === eventId);
  if (letters.length !== 1) throw new Error(`${letters.length} dead letters for one`);
}
