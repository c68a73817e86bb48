/** The parts of fauxqs 2.4.1 (pinned exactly) that its package does not export: persistence on 127.0.0.1 needs them. */
export interface StoredMessage {
  messageId: string;
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number | undefined;
  sentTimestamp: number;
  delayUntil?: number | undefined;
}

export interface Queue {
  readonly name: string;
  readonly arn: string;
  url: string;
  readonly attributes: Record<string, string | undefined>;
  readonly messages: StoredMessage[];
  readonly inflightMessages: ReadonlyMap<string, unknown>;
  persistence?: Persistence;
  processTimers(): void;
  enqueue(message: StoredMessage): void;
  dequeue(
    max: number,
    visibilitySeconds: number | undefined,
    deadLetterQueue: (arn: string) => Queue | undefined,
  ): unknown;
}

export interface QueueStore {
  host: string;
  region: string;
  persistence?: Persistence;
  readonly queues: Map<string, Queue>;
  getQueue(url: string): Queue | undefined;
  getQueueByArn(arn: string): Queue | undefined;
}

export interface Persistence {
  readonly db: {
    exec(sql: string): void;
    prepare(sql: string): { run(...values: (string | number | null)[]): unknown };
  };
  load(queues: QueueStore, topics: object, buckets: object): void;
  transaction(run: () => void): void;
  deleteMessage(messageId: string): void;
  updateMessageReady(messageId: string): void;
  close(): void;
}

export interface Internals {
  readonly SqsStore: new () => QueueStore;
  readonly SqsQueue: { readonly prototype: Queue };
  readonly SnsStore: new () => object;
  readonly S3Store: new () => { persistence?: Persistence };
  readonly PersistenceManager: new (directory: string) => Persistence;
  readonly INVALID_MESSAGE_BODY_CHAR: RegExp;
}

/** Loads them by file name, and mends what would lose or refuse a message (see each function). */
export async function loadInternals(): Promise<Internals> {
  const main = import.meta.resolve('fauxqs');
  const load = async (file: string): Promise<object> => await import(new URL(file, main).href);
  const [queues, topics, buckets, persistence, types] = await Promise.all(
    ['sqs/sqsStore.js', 'sns/snsStore.js', 's3/s3Store.js', 'persistence.js', 'sqs/sqsTypes.js'].map(load),
  );
  const internals = { ...queues, ...topics, ...buckets, ...persistence, ...types } as Internals;
  if (!mended) mend(internals);
  mended = true;
  return internals;
}

let mended = false;

function mend({ SqsQueue, INVALID_MESSAGE_BODY_CHAR }: Internals): void {
  // SQS takes every code point from U+10000 on; the expression sees halves of surrogate pairs and refuses emoji.
  INVALID_MESSAGE_BODY_CHAR.test = (text) =>
    /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text);
  const plainDequeue = SqsQueue.prototype.dequeue;
  // A move to the dead-letter queue is a delete and an insert: in one transaction a crash cannot come between.
  SqsQueue.prototype.dequeue = function (this: Queue, ...parameters) {
    let received: unknown;
    const run = () => {
      received = plainDequeue.apply(this, parameters);
    };
    if (this.persistence) this.persistence.transaction(run);
    else run();
    return received;
  };
}

/** Opens the persisted queues and buckets. Throws when the file is not a database. */
export function openPersistence({ PersistenceManager }: Internals, directory: string): Persistence {
  const persistence = new PersistenceManager(directory);
  // What was written outlives the process; only a power cut may take the last writes.
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  const makeReady = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  // The original sets the receive count to NULL, which its own table refuses.
  persistence.updateMessageReady = (messageId) => {
    makeReady.run(messageId);
  };
  return persistence;
}
