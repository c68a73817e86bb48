import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import { type Internals, loadInternals, openPersistence, type Persistence, type QueueStore } from './sqs-internals.ts';
import { answerMoveTasks } from './sqs-move-tasks.ts';

export const localAccountId = '000000000000';
export const localRegion = 'us-east-1';

export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

type Stores = Required<NonNullable<Parameters<typeof buildApp>[0]>>['stores'];

/**
 * SQS and S3 on 127.0.0.1, kept in `directory`, or in memory when there is none.
 * @param port taken when it is free, so that queue URLs stay the same from run to run
 */
export async function startQueuesAndBuckets(options: { directory?: string; port?: number }): Promise<Emulator> {
  const internals = await loadInternals();
  const persistence = options.directory ? openPersistence(internals, options.directory) : undefined;
  const stores = createStores(internals, persistence);
  const app = buildApp({ logger: false, defaultRegion: localRegion, stores: stores as unknown as Stores });
  answerMoveTasks(app, stores.sqsStore);
  // '' makes new queue URLs carry the request's host instead of a *.localhost name, which does not resolve everywhere.
  stores.sqsStore.host = '';
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return app.listen({ host: '127.0.0.1', port: 0 });
  });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  moveQueuesTo(endpoint, stores.sqsStore);
  return {
    endpoint,
    stop: async () => {
      await app.close();
      persistence?.close();
    },
  };
}

function createStores({ SqsStore, SnsStore, S3Store }: Internals, persistence: Persistence | undefined) {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  if (!persistence) return stores;
  // Loaded before the stores write through: a queue written again would take its messages with it (ON DELETE CASCADE).
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  stores.s3Store.persistence = persistence;
  for (const queue of stores.sqsStore.queues.values()) queue.persistence = persistence;
  return stores;
}

function moveQueuesTo(endpoint: string, store: QueueStore): void {
  const queues = [...store.queues.values()];
  store.queues.clear();
  for (const queue of queues) {
    queue.url = `${endpoint}/${localAccountId}/${queue.name}`;
    store.queues.set(queue.url, queue);
  }
}
