import { eventIdOf } from '../idempotency/event-key.ts';
import type { Batch } from '../providers/define-provider.ts';
import { elementSlices, rootSlice, type Slice, scalarText, sliceAt } from './json-slices.ts';

export interface BatchItem {
  readonly eventId: string;
  readonly eventType: string | null;
  /** The item's bytes as they stand in the delivery: no number is rounded, no key reordered. */
  readonly body: Buffer;
}

/** One item per event of the delivery, empty for an empty array; null when the body is not JSON with an array at that path. */
export function splitBatch(batch: Batch, rawBody: Buffer): BatchItem[] | null {
  if (!isJson(rawBody)) return null;
  const items = sliceAt(rawBody, rootSlice(rawBody), batch.items);
  const elements = items && elementSlices(rawBody, items);
  return elements?.map((element) => toItem(batch, rawBody, element)) ?? null;
}

function isJson(rawBody: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
    return true;
  } catch {
    return false;
  }
}

function toItem(batch: Batch, rawBody: Buffer, element: Slice): BatchItem {
  const body = rawBody.subarray(element.start, element.end);
  return {
    eventId: eventIdOf(firstText(batch.eventId, rawBody, element) ?? body),
    eventType: firstText(batch.eventType, rawBody, element),
    body,
  };
}

function firstText(paths: readonly string[], rawBody: Buffer, element: Slice): string | null {
  for (const path of paths) {
    const slice = sliceAt(rawBody, element, path);
    const text = slice && scalarText(rawBody, slice);
    if (text) return text;
  }
  return null;
}
