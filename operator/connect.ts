import type { AwsAccess, Inbox } from './inbox.ts';
import type { ReadJournal } from './journal.ts';
import type { OperatorPorts } from './ports.ts';

type ServiceName = keyof NonNullable<AwsAccess['serviceUrls']>;

/** Settings of an SDK client for one service of the inbox; without a name, for one that only AWS has. */
export function clientSettings(aws: AwsAccess, service?: ServiceName) {
  const { serviceUrls, callTimeoutMs: requestTimeout = 20_000, ...access } = aws;
  return {
    ...access,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout, throwOnRequestTimeout: true },
    ...(serviceUrls === undefined || service === undefined || serviceUrls[service] === undefined
      ? {}
      : { endpoint: serviceUrls[service] }),
  };
}

/** The services of an inbox. Their SDK clients are loaded when a verb first uses them. */
export function connect(inbox: Inbox): OperatorPorts {
  const queues = lazily(async () => (await import('./sqs-queues.ts')).createSqsQueues(inbox.aws));
  const secrets = lazily(async () => (await import('./stored-secrets.ts')).createStoredSecrets(inbox.aws));
  const store = lazily(async () => (await import('./table-store.ts')).createTableStore(inbox.aws, inbox.tableName));
  const bodies = lazily(async () => (await import('./stored-bodies.ts')).createStoredBodies(inbox.aws));
  const journal = lazily(() => openJournal(inbox));
  return {
    queues: {
      counts: async (...args) => (await queues()).counts(...args),
      receive: async (...args) => (await queues()).receive(...args),
      release: async (...args) => (await queues()).release(...args),
      send: async (...args) => (await queues()).send(...args),
      remove: async (...args) => (await queues()).remove(...args),
      startMove: async (...args) => (await queues()).startMove(...args),
      lastMove: async (...args) => (await queues()).lastMove(...args),
      cancelMove: async (...args) => (await queues()).cancelMove(...args),
    },
    secrets: {
      read: async (...args) => (await secrets()).read(...args),
      put: async (...args) => (await secrets()).put(...args),
    },
    store: {
      read: async (...args) => (await store()).read(...args),
      keysUnder: async (...args) => (await store()).keysUnder(...args),
      reopen: async (...args) => (await store()).reopen(...args),
    },
    journal: {
      read: async function* (query) {
        yield* (await journal())(query);
      },
    },
    bodies: {
      read: async (...args) => (await bodies()).read(...args),
    },
  };
}

async function openJournal({ journalPath, aws, logGroups }: Inbox): Promise<ReadJournal> {
  if (journalPath === null)
    return (await import('./cloudwatch-journal.ts')).createCloudWatchJournal(aws, logGroups, Date.now);
  const { readLocalJournal } = await import('./local-journal.ts');
  return (query) => readLocalJournal(journalPath, query);
}

function lazily<T>(create: () => Promise<T>): () => Promise<T> {
  let created: Promise<T> | null = null;
  return () => {
    created ??= create();
    return created;
  };
}
