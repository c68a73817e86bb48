import { createHash } from 'node:crypto';
import type { Content, Part } from './parts.ts';
import { readPart } from './read-part.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** A bound on work, far above what any scheme needs: two URL forms and two alternatives make four. */
const maxContents = 8;

/**
 * Every byte string that the signature may cover: for each alternative, the product of its parts' values.
 * An alternative of which one part has no value contributes none.
 */
export function signedContents(alternatives: readonly Content[], request: WebhookRequest): readonly Buffer[] {
  return alternatives.flatMap((content) => contentsOf(content, request)).slice(0, maxContents);
}

function contentsOf(content: Content, request: WebhookRequest): readonly Buffer[] {
  let prefixes: readonly (readonly Buffer[])[] = [[]];
  for (const part of content) {
    const values = bytesOf(part, request);
    prefixes = prefixes.flatMap((prefix) => values.map((value) => [...prefix, value])).slice(0, maxContents);
  }
  return prefixes.map((pieces) => (pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)));
}

function bytesOf(part: Part | string, request: WebhookRequest): readonly Buffer[] {
  if (typeof part === 'string') return [Buffer.from(part)];
  if (part.kind === 'rawBody') return [request.rawBody];
  if (part.kind === 'hashed') {
    return contentsOf(part.content, request).map((content) => createHash(part.hash).update(content).digest());
  }
  if (part.kind === 'encoded') {
    return contentsOf(part.content, request).map((content) => Buffer.from(content.toString('base64url')));
  }
  return readPart(part, request).map((value) => Buffer.from(value));
}
