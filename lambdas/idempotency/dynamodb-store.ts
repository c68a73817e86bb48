import { createIngestStore } from './ingest-store.ts';
import { createOperatorStore } from './operator-store.ts';
import { createProcessorStore } from './processor-store.ts';
import type { TableAccess } from './record-item.ts';
import type { IdempotencyStore } from './store.ts';

/** The whole state machine over the table. Functions take their own part of it, so that bundles carry only the commands they use. */
export function createDynamoDbStore(access: TableAccess): IdempotencyStore {
  return { ...createIngestStore(access), ...createProcessorStore(access), ...createOperatorStore(access) };
}
