import type { Batch } from '../providers/define-provider.ts';
import { ConfigurationError } from '../runtime/errors.ts';
import { parseJson } from '../verification/parsed-body.ts';

/** The environment variable BATCH; null when it is empty. Throws ConfigurationError when it is anything else than a batch path. */
export function readBatch(json: string): Batch | null {
  if (json === '') return null;
  const value = parseJson(json);
  if (isBatch(value)) return value;
  throw new ConfigurationError(
    'environment variable BATCH is not the JSON of a batch path {items, eventId, eventType}',
  );
}

function isBatch(value: unknown): value is Batch {
  const { items, eventId, eventType } = (value ?? {}) as Record<string, unknown>;
  const isList = (list: unknown, isEntry: (entry: unknown) => boolean) => Array.isArray(list) && list.every(isEntry);
  const isText = (entry: unknown) => typeof entry === 'string';
  const isSource = (entry: unknown) =>
    isText(entry) || (typeof entry === 'object' && entry !== null && 'kind' in entry);
  return (isText(items) || isList(items, isText)) && isList(eventId, isSource) && isList(eventType, isSource);
}
