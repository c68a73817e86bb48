import type { Part } from './parts.ts';
import { split } from './read-header-part.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** Far above any sender's list. */
const maxHeaders = 64;

/**
 * The headers that a list of the delivery's own names, as they are signed. No value when the list names a header that is
 * not there: then nobody knows what was signed, and a sender could drop one and keep the signature.
 */
export function listedHeaders(
  list: string,
  { separator, needed, assign, joinedBy, without = '', order }: Extract<Part, { kind: 'listedHeaders' }>,
  { headers }: WebhookRequest,
): readonly string[] {
  const names = split(list, separator);
  const lower = names.map((name) => name.toLowerCase());
  const missing = lower.some((name) => !headers.has(name)) || needed.some((name) => !lower.includes(name));
  const unclear = lower.some((name) => Array.from(without).some((character) => headers.get(name)?.includes(character)));
  if (missing || unclear || names.length > maxHeaders) return [];
  const signed = order === 'sorted' ? [...new Set(lower)].sort() : names;
  const entryOf = (name: string) => {
    const value = headers.get(name.toLowerCase())?.trim() ?? '';
    return assign === undefined ? value : name + assign + value;
  };
  return [signed.map(entryOf).join(joinedBy)];
}
