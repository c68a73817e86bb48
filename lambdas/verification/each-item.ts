import { valueAt } from './json-field.ts';
import { elementSlices, rootSlice, sliceAt } from './json-slices.ts';
import { bodyJson } from './parsed-body.ts';
import type { EachItem, Hmac, Token, Verdict } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** Far above any provider's batch. */
const maxItems = 10_000;

/** The items of the batch as requests of their own, of which each one's bytes are the body; none when it is no array, or too long a one. */
export function itemRequests(items: string, request: WebhookRequest): readonly WebhookRequest[] {
  if (!Array.isArray(valueAt(bodyJson(request), items))) return [];
  const slice = sliceAt(request.rawBody, rootSlice(request.rawBody), items);
  const elements = (slice && elementSlices(request.rawBody, slice)) ?? [];
  if (elements.length > maxItems) return [];
  return elements.map(({ start, end }) => ({ ...request, rawBody: request.rawBody.subarray(start, end) }));
}

/** Every item must verify, with whichever of the secrets; a batch without items proves nothing. */
export function verifyEachItem(
  { items, scheme }: EachItem,
  request: WebhookRequest,
  verifyItem: (scheme: Hmac | Token, item: WebhookRequest) => Verdict,
): Verdict {
  const requests = itemRequests(items, request);
  let newest: Verdict = { verified: false, reason: 'missing_signature' };
  for (const [index, item] of requests.entries()) {
    const verdict = verifyItem(scheme, item);
    if (verdict.verified !== true) return verdict;
    if (index === 0) newest = verdict;
  }
  return newest;
}
