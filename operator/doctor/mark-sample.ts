import { isCanary } from '../../lambdas/processing/canary.ts';
import { splitBatch } from '../../lambdas/processing/split-batch.ts';
import { findHandshake } from '../../lambdas/providers/answer.ts';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { identify } from '../../lambdas/providers/identify.ts';
import { canaryType } from '../../lambdas/runtime/environment.ts';
import type { Part } from '../../lambdas/verification/parts.ts';
import { onlyValue } from '../../lambdas/verification/read-part.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { writePart } from '../../lambdas/verification/write-part.ts';
import type { FilledSample } from '../fill-sample.ts';
import { setAt, valuesAt } from './json-paths.ts';

/** The mark of a canary whose event type does not stand in its body. */
const markField = 'webhook_inbox';

/**
 * The sample with the canary's event type, or with that of every event it carries. It may still not be a canary, where the
 * provider's types stand elsewhere: `isMarked` says.
 */
export function markSample(provider: Provider, { headers, body, eventId }: FilledSample): Sample {
  const request: WebhookRequest = { method: 'POST', headers, rawQuery: '', publicUrl: '', rawBody: body };
  const part = provider.eventType.find((one) => onlyValue(one, request) !== undefined);
  const marked = part === undefined ? request : withType(part, request);
  return {
    eventType: canaryType,
    contentType: headers.get('content-type') ?? '',
    headers: Object.fromEntries(marked.headers),
    body: withMark(provider, marked.rawBody.toString()),
    id: eventId,
  };
}

function withType(part: Part, request: WebhookRequest): WebhookRequest {
  const text = request.rawBody.toString();
  switch (part.kind) {
    case 'header':
      return writePart(part, canaryType, request);
    case 'firstOf': {
      const used = part.parts.find((one) => onlyValue(one, request) !== undefined);
      return used ? withType(used, request) : request;
    }
    case 'bodyField':
      return { ...request, rawBody: Buffer.from(changeJson(text, (body) => setAt(body, part.path, canaryType))) };
    case 'formField': {
      const form = new URLSearchParams(text);
      form.set(part.name, canaryType);
      return { ...request, rawBody: Buffer.from(form.toString()) };
    }
    default:
      return request;
  }
}

/** Every item gets the type where it has one; a body that carries no mark yet gets a field of its own. */
function withMark({ batch }: Provider, text: string): string {
  const marked = changeJson(text, (body) => {
    for (const path of batch ? [batch.items].flat() : []) {
      for (const item of valuesAt(body, path).flat()) markItem(item, batch?.eventType ?? []);
    }
  });
  if (marked.includes(canaryType)) return marked;
  return changeJson(marked, (body) => setAt(body, markField, canaryType, { add: true }));
}

function markItem(item: unknown, types: readonly (string | Part)[]): void {
  const paths = types.flatMap((source) => {
    if (typeof source === 'string') return source;
    return source.kind === 'bodyField' ? source.path : [];
  });
  const path = paths.find((one) => valuesAt(item, one).length > 0);
  if (path !== undefined) setAt(item, path, canaryType);
  if (!JSON.stringify(item).includes(canaryType)) setAt(item, markField, canaryType, { add: true });
}

/** The text as it is when it is not JSON. */
function changeJson(text: string, change: (body: unknown) => void): string {
  try {
    const body: unknown = JSON.parse(text);
    change(body);
    return JSON.stringify(body);
  } catch {
    return text;
  }
}

/** Whether no handler would see anything of this delivery: each event that it carries is a canary. */
export function isMarked(provider: Provider, request: WebhookRequest): boolean {
  const isHandshake = [true, false].some((signed) => findHandshake(provider, request, { signed }));
  if (isHandshake) return false;
  const { eventType } = identify(provider, request);
  const items = provider.batch ? splitBatch(provider.batch, request.rawBody, eventType) : null;
  if (items) return items.every((item) => isCanary(item.eventType, item.body));
  return (!provider.batch || provider.batch.single === true) && isCanary(eventType, request.rawBody);
}
