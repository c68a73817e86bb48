import type { Batch } from '../providers/define-provider.ts';
import { ConfigurationError } from '../runtime/errors.ts';

/** The environment variable BATCH; null when it is empty. Throws ConfigurationError when it is anything else than a batch path. */
export function readBatch(json: string): Batch | null {
  if (json === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = null;
  }
  if (isBatch(value)) return value;
  throw new ConfigurationError(
    'environment variable BATCH is not the JSON of a batch path {items, eventId, eventType}',
  );
}

function isBatch(value: unknown): value is Batch {
  if (typeof value !== 'object' || value === null) return false;
  const { items, eventId, eventType } = value as Record<string, unknown>;
  const isPaths = (paths: unknown) => Array.isArray(paths) && paths.every((path) => typeof path === 'string');
  return typeof items === 'string' && isPaths(eventId) && isPaths(eventType);
}
