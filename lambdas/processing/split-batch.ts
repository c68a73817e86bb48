import { eventIdOf } from '../idempotency/event-key.ts';
import type { Batch, ItemSource } from '../providers/define-provider.ts';
import {
  elementSlices,
  memberSlices,
  rootSlice,
  type Slice,
  scalarText,
  sliceAt,
} from '../verification/json-slices.ts';
import { parseForm } from '../verification/parsed-body.ts';
import { onlyValue } from '../verification/read-part.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';

export interface BatchItem {
  readonly eventId: string;
  readonly eventType: string | null;
  /** The item's bytes as they stand in the delivery: no number is rounded, no key reordered. */
  readonly body: Buffer;
}

/**
 * One item per event of the delivery, empty for an empty array; null when the body is not JSON with an array at that path.
 * An item without a type of its own has the delivery's.
 */
export function splitBatch(batch: Batch, rawBody: Buffer, deliveryType: string | null = null): BatchItem[] | null {
  const json = batch.formField === undefined ? rawBody : formJson(rawBody, batch.formField);
  if (json === null || !isJson(json)) return null;
  const elements = elementsOf(batch, json);
  return elements?.map((element) => toItem(batch, json, element, deliveryType)) ?? null;
}

function isJson(rawBody: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
    return true;
  } catch {
    return false;
  }
}

function formJson(rawBody: Buffer, name: string): Buffer | null {
  const [field, ...more] = (parseForm(rawBody.toString('utf8')) ?? []).filter(([key]) => key === name);
  return field && more.length === 0 ? Buffer.from(field[1]) : null;
}

/** Null when none of the arrays is there. */
function elementsOf({ items, under }: Batch, json: Buffer): readonly Slice[] | null {
  const roots = under === undefined ? [rootSlice(json)] : membersUnder(json, new RegExp(under));
  const paths = typeof items === 'string' ? [items] : items;
  const arrays = roots.flatMap((root) => paths.flatMap((path) => slicesAt(json, root, path)));
  const found = arrays.flatMap((array) => elementSlices(json, array) ?? [null]);
  const elements = found.filter((element) => element !== null);
  return arrays.length === 0 || elements.length < found.length ? null : elements;
}

const membersUnder = (json: Buffer, pattern: RegExp): readonly Slice[] =>
  (memberSlices(json, rootSlice(json)) ?? []).filter(({ key }) => pattern.test(key)).map(({ value }) => value);

/** Every value at a path in which `*` stands for each element of an array. */
function slicesAt(json: Buffer, root: Slice, path: string): readonly Slice[] {
  const [head = '', ...rest] = path.split(/(?:^|\.)\*(?:\.|$)/);
  const start = sliceAt(json, root, head);
  if (!start) return [];
  if (rest.length === 0) return [start];
  return (elementSlices(json, start) ?? []).flatMap((element) => slicesAt(json, element, rest.join('.*.')));
}

function toItem(batch: Batch, json: Buffer, element: Slice, deliveryType: string | null): BatchItem {
  const body = json.subarray(element.start, element.end);
  return {
    eventId: eventIdOf(firstText(batch.eventId, json, element) ?? body),
    eventType: firstText(batch.eventType, json, element) ?? deliveryType,
    body,
  };
}

function firstText(sources: readonly ItemSource[], json: Buffer, element: Slice): string | null {
  let item: WebhookRequest | undefined;
  for (const source of sources) {
    if (typeof source === 'string') {
      const slice = sliceAt(json, element, source);
      const text = slice && scalarText(json, slice);
      if (text) return text;
      continue;
    }
    item ??= asRequest(json.subarray(element.start, element.end));
    const value = onlyValue(source, item);
    if (value !== undefined) return value;
  }
  return null;
}

const asRequest = (rawBody: Buffer): WebhookRequest => ({
  method: 'POST',
  headers: new Map(),
  rawQuery: '',
  publicUrl: '',
  rawBody,
});
