import type { JsonValue } from './parsed-body.ts';

/**
 * The value at a dotted path as text: strings as they are, numbers and booleans as written in the body.
 * Undefined when absent, null, an object or an array.
 */
export function jsonFieldText(json: JsonValue | undefined, path: string, text: string | null): string | undefined {
  const value = valueAt(json, path);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  return Number.isSafeInteger(value) ? String(value) : digitsAsWritten(text, path);
}

/** What the document itself names: no inherited property, and no array's length. */
const names = (value: object, key: string) => Object.prototype.propertyIsEnumerable.call(value, key);

/** The value at a dotted path; only the document's own properties count, whatever the sender names them. */
export function valueAt(json: JsonValue | undefined, path: string): JsonValue | undefined {
  let value = json;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof value !== 'object' || value === null || !names(value, key)) return undefined;
    value = (value as { readonly [key: string]: JsonValue })[key];
  }
  return value;
}

/** A number beyond 2^53 loses digits as a JavaScript number, and two ids would become one: take its text from the source. */
function digitsAsWritten(text: string | null, path: string): string | undefined {
  if (text === null) return undefined;
  const value = valueAt(parseWithDigits(text), path);
  return typeof value === 'string' ? value : undefined;
}

/** Undefined when the document is nested too deeply: unlike plain parsing, a reviver recurses and runs out of stack. */
function parseWithDigits(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined ? context.source : value,
    ) as JsonValue;
  } catch {
    return undefined;
  }
}
