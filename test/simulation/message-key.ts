import { hash } from 'node:crypto';
import type { Message } from './queue.ts';
import type { World } from './world.ts';

const text = ({ attributes }: Message, name: string) => attributes[name]?.StringValue ?? '';

/** The key of the record of a message's event, in a formula of its own. */
export function messageKey(message: Message): string {
  const [endpoint, id] = [text(message, 'endpoint'), text(message, 'eventId')];
  const key = `v1#${endpoint}#${id.startsWith('h:') ? id : `p:${id}`}`;
  if (endpoint !== 'gamma') return key;
  const body =
    text(message, 'encoding') === 's3'
      ? (JSON.parse(message.body) as { sha256: string }).sha256
      : hash('sha256', message.body, 'hex');
  return `${key}~${hash('sha256', `${text(message, 'eventType')}\n${body}`, 'base64url')}`;
}

/** Whether a dead letter of that key exists. */
export function deadLetterKeys({ queues }: Pick<World, 'queues'>): (pk: string) => boolean {
  const keys = new Set<string>();
  for (const { url, messages } of queues.values()) {
    if (url.endsWith('-dead-letters')) for (const message of messages.values()) keys.add(messageKey(message));
  }
  return (pk) => keys.has(pk);
}
