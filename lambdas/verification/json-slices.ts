/** Where a value stands in JSON text, in bytes: from `start` up to, not including, `end`. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

interface Member {
  /** Null for an element of an array. */
  readonly key: string | null;
  readonly value: Slice;
}

const code = (character: string) => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const openers = new Set([code('{'), code('[')]);
const closers = new Set([code('}'), code(']')]);
const space = new Set([0x20, 0x09, 0x0a, 0x0d]);
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function skipSpace(json: Buffer, from: number): number {
  let at = from;
  while (space.has(json[at] ?? 0)) at += 1;
  return at;
}

function endOfString(json: Buffer, opening: number): number {
  let at = opening + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at + 1;
}

function endOfNested(json: Buffer, opening: number): number {
  let depth = 0;
  let at = opening;
  do {
    const byte = json[at] ?? 0;
    if (byte === quote) {
      at = endOfString(json, at);
      continue;
    }
    if (openers.has(byte)) depth += 1;
    if (closers.has(byte)) depth -= 1;
    at += 1;
  } while (depth > 0 && at < json.length);
  return at;
}

function endOfScalar(json: Buffer, from: number): number {
  let at = from;
  while (at < json.length && !isBoundary(json[at] ?? 0)) at += 1;
  return at;
}

const isBoundary = (byte: number) => byte === code(',') || closers.has(byte) || space.has(byte);

function endOfValue(json: Buffer, start: number): number {
  const byte = json[start] ?? 0;
  if (byte === quote) return endOfString(json, start);
  return openers.has(byte) ? endOfNested(json, start) : endOfScalar(json, start);
}

function* membersOf(json: Buffer, container: Slice): Generator<Member> {
  const keyed = json[container.start] === code('{');
  let at = skipSpace(json, container.start + 1);
  while (at < container.end - 1) {
    let key: string | null = null;
    if (keyed) {
      const keyEnd = endOfString(json, at);
      key = String(JSON.parse(json.toString('utf8', at, keyEnd)));
      // Past the colon.
      at = skipSpace(json, skipSpace(json, keyEnd) + 1);
    }
    const value = { start: at, end: endOfValue(json, at) };
    yield { key, value };
    // Past the comma, or onto the closing bracket.
    at = skipSpace(json, skipSpace(json, value.end) + 1);
  }
}

const startsWith = (json: Buffer, slice: Slice, character: string) => json[slice.start] === code(character);

/** The document's one value. Like all functions here it expects valid UTF-8 JSON: check with JSON.parse first. */
export function rootSlice(json: Buffer): Slice {
  const start = skipSpace(json, json.subarray(0, 3).equals(byteOrderMark) ? 3 : 0);
  return { start, end: endOfValue(json, start) };
}

/** The elements of an array; null when the value is not one. */
export function elementSlices(json: Buffer, slice: Slice): Slice[] | null {
  if (!startsWith(json, slice, '[')) return null;
  return Array.from(membersOf(json, slice), ({ value }) => value);
}

/** The members of an object, of a repeated key the last; null when the value is not one. */
export function memberSlices(json: Buffer, slice: Slice): readonly { key: string; value: Slice }[] | null {
  if (!startsWith(json, slice, '{')) return null;
  const members = new Map<string, Slice>();
  for (const { key, value } of membersOf(json, slice)) if (key !== null) members.set(key, value);
  return [...members].map(([key, value]) => ({ key, value }));
}

/** The value at a dotted path (`data.items.0.id`), '' being the value itself. Of a repeated key the last one counts, as for JSON.parse. */
export function sliceAt(json: Buffer, slice: Slice, path: string): Slice | null {
  let found: Slice | null = slice;
  for (const segment of path === '' ? [] : path.split('.')) {
    found = found && childAt(json, found, segment);
  }
  return found;
}

function childAt(json: Buffer, parent: Slice, segment: string): Slice | null {
  if (startsWith(json, parent, '[')) {
    return /^(0|[1-9][0-9]*)$/.test(segment) ? (elementSlices(json, parent)?.[Number(segment)] ?? null) : null;
  }
  if (!startsWith(json, parent, '{')) return null;
  let found: Slice | null = null;
  for (const { key, value } of membersOf(json, parent)) if (key === segment) found = value;
  return found;
}

/** The text of a string, the digits of a number as they were sent; null for anything else. */
export function scalarText(json: Buffer, slice: Slice): string | null {
  const text = json.toString('utf8', slice.start, slice.end);
  if (startsWith(json, slice, '"')) return String(JSON.parse(text));
  return /^[-0-9]/.test(text) ? text : null;
}
