import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../../lambdas/providers/define-provider.ts';
import type { SecretVersions } from '../../../lambdas/runtime/secret-text.ts';
import type { InboxEndpoint } from '../../../operator/inbox.ts';
import type { DeadLetterMessage, MoveTask, Queues, Secrets } from '../../../operator/ports.ts';

export function providerNamed(name: string): Provider {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  return provider;
}

export function endpointOf(provider: Provider, fields: Partial<InboxEndpoint> = {}): InboxEndpoint {
  const { name } = provider;
  return {
    name,
    provider,
    processor: name,
    url: `http://127.0.0.1:3000/hooks/${name}`,
    publicUrl: `https://hooks.example.com/hooks/${name}`,
    queueUrl: `queue:${name}`,
    deadLetterQueueUrl: `dead:${name}`,
    secretArn: `arn:${name}`,
    ...fields,
  };
}

/** Secrets Manager in memory: a put moves AWSCURRENT to AWSPREVIOUS. */
export function createMemorySecrets(nowMs: () => number): Secrets & { readonly versions: Map<string, SecretVersions> } {
  const versions = new Map<string, SecretVersions>();
  return {
    versions,
    read: async (arn) => versions.get(arn) ?? null,
    put: async (arn, value) => {
      versions.set(arn, { current: value, currentSinceMs: nowMs(), previous: versions.get(arn)?.current ?? null });
    },
  };
}

/** SQS in memory, without visibility running out: a received message is hidden until it is released. A move is done at once. */
export function createMemoryQueues(nowMs: () => number) {
  const messages = new Map<string, Map<string, DeadLetterMessage>>();
  const hidden = new Set<string>();
  const tasks: MoveTask[] = [];
  let count = 0;
  const queue = (url: string) => {
    const known = messages.get(url) ?? new Map<string, DeadLetterMessage>();
    messages.set(url, known);
    return known;
  };
  const waiting = (url: string) => [...queue(url).values()].filter(({ messageId }) => !hidden.has(messageId));
  const queues: Queues = {
    counts: async (url) => ({ waiting: waiting(url).length, inFlight: queue(url).size - waiting(url).length }),
    receive: async (url, max) => {
      const batch = waiting(url).slice(0, max);
      for (const { messageId } of batch) hidden.add(messageId);
      return batch;
    },
    release: async (_, receiptHandle) => {
      hidden.delete(receiptHandle);
    },
    send: async (url, message) => {
      count += 1;
      const id = `message-${count}`;
      queue(url).set(id, { ...message, messageId: id, receiptHandle: id, sentAtMs: nowMs() });
    },
    remove: async (url, receiptHandle) => {
      queue(url).delete(receiptHandle);
    },
    startMove: async (from, to) => {
      const moving = waiting(from);
      for (const message of moving) {
        queue(from).delete(message.messageId);
        await queues.send(to, message);
      }
      const [moved, startedMs] = [moving.length, nowMs() + tasks.length];
      tasks.push({ state: 'completed', startedMs, moved, toMove: moved, handle: null, failure: null });
    },
    lastMove: async () => tasks.at(-1) ?? null,
    cancelMove: async () => {},
  };
  return { queues, waiting };
}
