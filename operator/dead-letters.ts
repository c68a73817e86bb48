import { type DeadLetter, diedAtMs, toDeadLetter } from './dead-letter.ts';
import { type DeadLetterFilter, selects } from './dead-letter-filter.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { DeadLetterMessage, OperatorPorts, QueueCounts } from './ports.ts';
import { visitDeadLetters } from './visit-dead-letters.ts';

type QueuePorts = Pick<OperatorPorts, 'queues'>;

/** Dead letters of one endpoint that died of the same error and are of the same type. */
export interface DeadLetterGroup {
  readonly errorName: string | null;
  readonly eventType: string | null;
  readonly count: number;
  /** ISO 8601; when the first of them died. */
  readonly oldest: string;
}

export interface DeadLetterSummary extends QueueCounts {
  readonly endpoint: string;
  /** ISO 8601; null when there is none. */
  readonly oldest: string | null;
  /** Largest first. */
  readonly groups: readonly DeadLetterGroup[];
  /** How many were looked at: the groups are of these. */
  readonly examined: number;
}

/** Counts each endpoint's dead letters, and groups up to `limit` of each by cause and event type. They stay where they are. */
export async function summarizeDeadLetters(
  endpoints: Iterable<InboxEndpoint>,
  limit: number,
  ports: QueuePorts,
): Promise<readonly DeadLetterSummary[]> {
  return Promise.all(
    [...endpoints].map(async (endpoint) => {
      const counts = await ports.queues.counts(endpoint.deadLetterQueueUrl);
      // Counts lag behind: a queue that seems empty is asked all the same.
      const letters = await peekDeadLetters(endpoint, { limit }, ports);
      const groups = groupDeadLetters(letters);
      const oldest = groups.map((group) => group.oldest).toSorted()[0] ?? null;
      return { endpoint: endpoint.name, ...counts, oldest, groups, examined: letters.length };
    }),
  );
}

export function groupDeadLetters(letters: readonly DeadLetter[]): readonly DeadLetterGroup[] {
  const groups = Map.groupBy(letters, ({ errorName, eventType }) => JSON.stringify([errorName, eventType]));
  return [...groups.values()]
    .map((members) => ({
      errorName: members[0]?.errorName ?? null,
      eventType: members[0]?.eventType ?? null,
      count: members.length,
      oldest: new Date(members.reduce((least, letter) => Math.min(least, diedAtMs(letter)), Infinity)).toISOString(),
    }))
    .toSorted((one, other) => other.count - one.count);
}

interface Wanted {
  readonly filter?: DeadLetterFilter;
  /** @default all */
  readonly limit?: number;
}

/** Those that the filter selects, which stay where they are. */
export const peekDeadLetters = (
  endpoint: InboxEndpoint,
  wanted: Wanted,
  ports: QueuePorts,
): Promise<readonly DeadLetter[]> => peek(endpoint, wanted, ports, (_, letter) => letter);

/** As peekDeadLetters, with their bodies. */
export const peekMessages = (
  endpoint: InboxEndpoint,
  wanted: Wanted,
  ports: QueuePorts,
): Promise<readonly DeadLetterMessage[]> => peek(endpoint, wanted, ports, (message) => message);

async function peek<T>(
  endpoint: InboxEndpoint,
  { filter = {}, limit = Number.POSITIVE_INFINITY }: Wanted,
  ports: QueuePorts,
  keep: (message: DeadLetterMessage, letter: DeadLetter) => T,
): Promise<readonly T[]> {
  const found: T[] = [];
  await visitDeadLetters(endpoint.deadLetterQueueUrl, ports, async (message) => {
    const letter = toDeadLetter(endpoint.name, message);
    if (found.length < limit && selects(filter, letter)) found.push(keep(message, letter));
    return found.length < limit ? 'kept' : 'enough';
  });
  return found;
}
