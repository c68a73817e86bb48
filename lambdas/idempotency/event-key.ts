import { hash } from 'node:crypto';

const plainId = /^[A-Za-z0-9._:@/+=-]{1,256}$/;
const hashedId = /^h:[A-Za-z0-9_-]{43}$/;

/**
 * The id under which an event is known from here on: as the provider wrote it when it is short and plain,
 * else `h:<base64url sha256>` of its bytes. Ids are opaque: no case folding, no Unicode normalisation.
 */
export function eventIdOf(id: string | Buffer): string {
  if (typeof id === 'string' && plainId.test(id) && !hashedId.test(id)) return id;
  return `h:${hash('sha256', id, 'base64url')}`;
}

/** The record's partition key. The endpoint comes from configuration, never from the request. */
export function eventKey(endpoint: string, eventId: string): string {
  return `v1#${endpoint}#${hashedId.test(eventId) ? eventId : `p:${eventId}`}`;
}

/** What a record's key begins with when type and body stand beside the id; no id holds a tilde. */
export const eventKeyPrefix = (endpoint: string, eventId: string): string => `${eventKey(endpoint, eventId)}~`;

/**
 * The key where the id is not signed, or not unique: type and body tell events apart that share it. Whoever replays a
 * delivery under another event's id then never suppresses that event.
 * @param bodySha256 hexadecimal
 */
export function eventKeyWithBody(
  endpoint: string,
  { eventId, eventType }: { readonly eventId: string; readonly eventType: string | null },
  bodySha256: string,
): string {
  const beside = hash('sha256', `${eventType ?? ''}\n${bodySha256}`, 'base64url');
  return `${eventKeyPrefix(endpoint, eventId)}${beside}`;
}
