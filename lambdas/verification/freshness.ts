import { readPart } from './read-part.ts';
import type { Freshness, RejectionReason, TimestampUnit } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

const formats: Record<TimestampUnit, RegExp> = {
  s: /^[0-9]{1,12}$/,
  ms: /^[0-9]{1,13}$/,
  iso8601: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/,
  isoWithoutZone: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?$/,
  // IMF-fixdate, RFC 9110, section 5.6.7
  rfc1123:
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/,
};

/** Milliseconds since the epoch, or null when the text is not exactly a timestamp of the unit. */
export function timestampMs(text: string, unit: TimestampUnit): number | null {
  if (!formats[unit].test(text)) return null;
  const ms = toMs(text, unit);
  return Number.isNaN(ms) ? null : ms;
}

function toMs(text: string, unit: TimestampUnit): number {
  switch (unit) {
    case 's':
      return Number(text) * 1000;
    case 'ms':
      return Number(text);
    case 'isoWithoutZone':
      return Date.parse(`${text}Z`);
    case 'iso8601':
    case 'rfc1123':
      return Date.parse(text);
  }
}

/** Null when the timestamp is there and inside the tolerance, which holds both ways and includes its ends if not told otherwise. */
export function staleness(freshness: Freshness, request: WebhookRequest, nowMs: number): RejectionReason | null {
  const { timestamp, timestampUnit = 's', toleranceSeconds, exclusive } = freshness;
  if (!timestamp) return null;
  const [text, ...more] = readPart(timestamp, request);
  if (text === undefined) return 'missing_timestamp';
  if (more.length > 0) return 'malformed_timestamp';
  const ms = timestampMs(text, timestampUnit);
  if (ms === null) return 'malformed_timestamp';
  if (toleranceSeconds === null) return null;
  const { aheadSeconds = toleranceSeconds } = freshness;
  // Whole-second timestamps are compared in whole seconds, as the providers' own libraries do.
  const age = (timestampUnit === 's' ? Math.floor(nowMs / 1000) * 1000 : nowMs) - ms;
  const stale = age > toleranceSeconds * 1000 || (exclusive === true && age === toleranceSeconds * 1000);
  return stale || -age > aheadSeconds * 1000 ? 'timestamp_out_of_tolerance' : null;
}
