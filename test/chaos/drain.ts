import type { World } from './world.ts';

/** Resolves when no queue holds a message, waiting or being processed: null, or how many are left after `limitMs`. */
export async function drain({ inbox, ports, observed }: World, limitMs: number): Promise<number | null> {
  const late = Promise.withResolvers<void>();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    late.resolve();
  }, limitMs);
  try {
    for (;;) {
      // Taken before counting, so that nothing that comes meanwhile is missed.
      const changed = observed.queuesAnswered();
      const counts = await Promise.all(
        [...inbox.endpoints.values()].map(({ queueUrl }) => ports.queues.counts(queueUrl)),
      );
      const left = counts.reduce((sum, { waiting, inFlight }) => sum + waiting + inFlight, 0);
      if (left === 0) return null;
      if (isLate) return left;
      await Promise.race([changed, late.promise]);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Endpoint → ids of its dead letters, which are taken out of their queues. */
export async function takeDeadLetters({ inbox, ports }: World): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { name, deadLetterQueueUrl } of inbox.endpoints.values()) {
    const ids = new Set<string>();
    for (;;) {
      const letters = await ports.queues.receive(deadLetterQueueUrl, 10, 600);
      if (letters.length === 0) break;
      for (const { attributes, receiptHandle } of letters) {
        ids.add(attributes.eventId?.StringValue ?? 'without an id');
        await ports.queues.remove(deadLetterQueueUrl, receiptHandle);
      }
    }
    found.set(name, ids);
  }
  return found;
}
