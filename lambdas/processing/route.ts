import { ConfigurationError } from '../runtime/errors.ts';
import type { EventHandler } from './event-attempt.ts';

/** The handler for an event type: the exact entry, else the one with the longest prefix (`customer.*`), else `*`; null when none is meant. */
export type FindRoute = (eventType: string | null) => EventHandler<unknown> | null;

/** Throws ConfigurationError naming an event type that is empty or has a `*` anywhere but at its end. */
export function createRoutes(routes: Readonly<Record<string, EventHandler<unknown>>>): FindRoute {
  const exact = new Map<string, EventHandler<unknown>>();
  const prefixes: { readonly prefix: string; readonly handler: EventHandler<unknown> }[] = [];
  for (const [pattern, handler] of Object.entries(routes)) {
    if (!/^[^*]*\*?$/.test(pattern) || pattern === '') {
      throw new ConfigurationError(
        `event type "${pattern}" cannot be matched: write a whole type ("invoice.paid"), a beginning ("invoice.*") or "*"`,
      );
    }
    if (pattern.endsWith('*')) prefixes.push({ prefix: pattern.slice(0, -1), handler });
    else exact.set(pattern, handler);
  }
  prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  return (eventType) => {
    const type = eventType ?? '';
    return exact.get(type) ?? prefixes.find(({ prefix }) => type.startsWith(prefix))?.handler ?? null;
  };
}
