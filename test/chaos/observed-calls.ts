import type { AnsweredCall } from './fault-proxy.ts';

/** What the services were asked to do and did, as seen on the way: the witness beside records and journal. */
export interface ObservedCalls {
  take(call: AnsweredCall): void;
  /** How often the operation succeeded. */
  count(operation: string): number;
  /** Writes of every kind, granted or refused: puts, updates, sends, bodies. */
  writes(): number;
  /** Writes that hold the watched word, whether or not they succeeded. */
  watchedWrites(): number;
  /** Key of a record → when the table answered each write of COMPLETED, in ms since the epoch. */
  readonly completions: ReadonlyMap<string, readonly number[]>;
  /** Resolves with the next answer of the queues. */
  queuesAnswered(): Promise<void>;
}

const writing = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'SendMessage', 'SendMessageBatch', 'PUT']);

export function createObservedCalls(watchedWord: string): ObservedCalls {
  const counts = new Map<string, number>();
  const completions = new Map<string, number[]>();
  let writes = 0;
  let watched = 0;
  let next = Promise.withResolvers<void>();
  const countAnswer = ({ operation, body }: AnsweredCall) => {
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const completed = operation === 'UpdateItem' ? completedKey(body) : null;
    if (completed !== null) completions.set(completed, [...(completions.get(completed) ?? []), Date.now()]);
  };
  return {
    take(call) {
      if (/Message(?:Batch)?$/.test(call.operation)) {
        next.resolve();
        next = Promise.withResolvers<void>();
      }
      if (writing.has(call.operation)) {
        writes += 1;
        if (call.body.includes(watchedWord)) watched += 1;
      }
      if (call.status < 300) countAnswer(call);
    },
    count: (operation) => counts.get(operation) ?? 0,
    writes: () => writes,
    watchedWrites: () => watched,
    completions,
    queuesAnswered: () => next.promise,
  };
}

/** Null when the update does not set COMPLETED. */
function completedKey(body: Buffer): string | null {
  const { UpdateExpression = '', Key } = JSON.parse(body.toString('utf8')) as {
    UpdateExpression?: string;
    Key?: { pk?: { S?: string } };
  };
  return UpdateExpression.includes(':completed') ? (Key?.pk?.S ?? null) : null;
}
