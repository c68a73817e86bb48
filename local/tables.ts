import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { teachAllOld } from './dynamodb-all-old.ts';
import { cacheExpressions } from './dynamodb-expression-cache.ts';
import { cacheTableDefinitions } from './dynamodb-table-cache.ts';
import { answerTableSettings } from './dynamodb-table-settings.ts';
import { openTimeToLive, sweepExpired } from './dynamodb-time-to-live.ts';
import { localRegion } from './queues-and-buckets.ts';

interface DynaliteOptions {
  readonly createTableMs: number;
  readonly updateTableMs: number;
  readonly deleteTableMs: number;
  readonly path?: string;
}
interface Level {
  open(): Promise<void>;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);
const sweepEveryMs = 3_600_000;

export interface Tables {
  readonly endpoint: string;
  /** Deletes what has expired by then. Runs every hour by itself. */
  sweep(nowMs: number): Promise<number>;
  stop(): Promise<void>;
}

/** DynamoDB on a port of 127.0.0.1, kept in `directory`, or in memory when there is none. Throws when the folder is damaged. */
export async function startTables(options: { directory?: string } = {}): Promise<Tables> {
  teachAllOld();
  cacheExpressions();
  cacheTableDefinitions();
  const { directory } = options;
  if (directory) await prepare(directory);
  // Before the database, which stays locked when this throws.
  const timeToLive = openTimeToLive(directory ? join(directory, 'time-to-live.json') : undefined);
  const dynalite = require('dynalite') as (options: DynaliteOptions) => Server;
  const server = dynalite({
    createTableMs: 0,
    updateTableMs: 0,
    deleteTableMs: 0,
    ...(directory ? { path: join(directory, 'items') } : {}),
  });
  answerTableSettings(server, timeToLive);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: localRegion,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const sweep = (nowMs: number) => sweepExpired(client, timeToLive, nowMs);
  // What cannot be swept now is swept an hour later: expired items are refused by every condition anyway.
  const timer = setInterval(() => sweep(Date.now()).catch(() => 0), sweepEveryMs).unref();
  return {
    endpoint,
    sweep,
    stop: async () => {
      clearInterval(timer);
      client.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

/** dynalite answers an unreadable database by crashing on the first request, so it is opened once before. */
async function prepare(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const { Level } = createRequire(require.resolve('dynalite'))('level') as { Level: new (path: string) => Level };
  const level = new Level(join(directory, 'items'));
  await level.open();
  await level.close();
}
