import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Sample } from '../lambdas/providers/define-provider.ts';

export interface FilledSample {
  readonly eventId: string;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

type Placeholder = 'secret' | 'id' | 'now' | 'nowMs' | 'nowIso' | 'random' | 'uuid' | 'snowflake' | 'digits';
const placeholders = /\{(secret|id|now|nowMs|nowIso|random|uuid|snowflake|digits)\}/g;

/**
 * A delivery of the sample at `nowMs`. Without an id, one is made up that looks like the provider's own.
 * `secret` is what the endpoint is configured with, where it is no secret but a name that deliveries repeat.
 */
export function fillSample(sample: Sample, nowMs: number, id?: string, secret = ''): FilledSample {
  const fill = (text: string, eventId: string, escaped: (value: string) => string) =>
    text.replace(placeholders, (_, name: Placeholder) =>
      escaped(name === 'secret' ? secret : textFor(name, eventId, nowMs)),
    );
  const asItIs = (value: string) => value;

  const eventId = id ?? fill(sample.id ?? 'evt_{random}', '', asItIs);
  const headers = Object.entries(sample.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), fill(value, eventId, asItIs)] as const,
  );
  return {
    eventId,
    headers: new Map([['content-type', sample.contentType], ...headers]),
    body: Buffer.from(fill(sample.body, eventId, escaperFor(sample.contentType))),
  };
}

function textFor(name: Exclude<Placeholder, 'secret'>, eventId: string, nowMs: number): string {
  switch (name) {
    case 'id':
      return eventId;
    case 'now':
      return String(Math.floor(nowMs / 1000));
    case 'nowMs':
      return String(nowMs);
    case 'nowIso':
      return new Date(nowMs).toISOString();
    case 'random':
      return randomAlphanumeric(24);
    case 'uuid':
      return randomUUID();
    case 'snowflake':
      return snowflake(nowMs);
    case 'digits':
      return String(randomInt(100_000_000, 1_000_000_000));
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const randomAlphanumeric = (length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

const discordEpochMs = 1_420_070_400_000;

/** Milliseconds since 2015, then 22 bits that tell ids of one millisecond apart. https://docs.discord.com/developers/reference#snowflakes */
function snowflake(nowMs: number): string {
  const tail = randomBytes(4).readUInt32BE() >>> 10;
  return String((BigInt(nowMs - discordEpochMs) << 22n) | BigInt(tail));
}

/** An id that the user chose may hold what would end a string or a field. */
function escaperFor(contentType: string): (value: string) => string {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return encodeURIComponent;
  if (contentType.startsWith('application/json')) return (value) => JSON.stringify(value).slice(1, -1);
  return (value) => value;
}
