import { randomBytes, randomUUID } from 'node:crypto';
import type { Provider, Sample } from '../lambdas/providers/define-provider.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './operator-error.ts';

/** A sample with its placeholders filled: one delivery, unsigned. */
export interface FilledSample {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
}

/** The sample of an event type, the provider's first one by default. Throws UsageError that suggests the nearest type. */
export function findSample({ displayName, samples }: Provider, eventType: string | undefined): Sample {
  if (eventType === undefined) return samples[0];
  const found = samples.find((sample) => sample.eventType === eventType);
  if (found) return found;
  const types = samples.map((sample) => sample.eventType);
  const guess = nearest(eventType, types);
  throw new UsageError(
    `${displayName} has no sample of type "${eventType}"${guess === null ? '' : `: did you mean "${guess}"?`}${
      guess === null ? ': ' : ' '
    }There ${types.length === 1 ? 'is' : 'are'} ${types.join(', ')}`,
  );
}

/** Fills `{id}`, `{now}`, `{nowIso}`, `{random}`, `{uuid}` and `{snowflake}`; the same id makes a redelivery of the same event. */
export function fillSample(sample: Sample, options: { readonly id?: string | undefined; nowMs: number }): FilledSample {
  const values = placeholders(options.nowMs);
  const id = options.id ?? fill(sample.id ?? 'evt_{random}', values);
  const all = new Map([...values, ['id', () => id]]);
  return {
    headers: Object.fromEntries([
      ['content-type', sample.contentType],
      ...Object.entries(sample.headers ?? {}).map(([name, value]) => [name.toLowerCase(), fill(value, all)]),
    ]),
    rawBody: Buffer.from(fill(sample.body, all)),
  };
}

function placeholders(nowMs: number): Map<string, () => string> {
  return new Map([
    ['now', () => String(Math.floor(nowMs / 1000))],
    ['nowIso', () => new Date(nowMs).toISOString()],
    ['random', () => randomBytes(18).toString('base64url').replace(/[-_]/g, '0')],
    ['uuid', () => randomUUID()],
    ['snowflake', () => snowflake(nowMs)],
  ]);
}

function fill(text: string, values: ReadonlyMap<string, () => string>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values.get(name)?.() ?? placeholder);
}

/** Discord's ids: milliseconds since 2015 above 22 bits. https://docs.discord.com/developers/reference#snowflakes */
function snowflake(nowMs: number): string {
  const low = randomBytes(4).readUInt32BE() & 0x3fffff;
  return String((BigInt(nowMs - 1_420_070_400_000) << 22n) | BigInt(low));
}
