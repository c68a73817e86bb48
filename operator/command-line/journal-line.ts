import type { JournalEntry } from '../journal-entry.ts';
import { localTime, milliseconds } from './layout.ts';
import type { Painter } from './terminal.ts';

const good = new Set(['accepted', 'completed', 'duplicate', 'handshake', 'split', 'unhandled']);
const passing = new Set(['retry', 'busy', 'deferred', 'unavailable', 'store_unavailable', 'lease_lost']);

/** One entry of the journal; an error stands on a line of its own. */
export function journalLine(entry: JournalEntry, nowMs: number, paint: Painter): string {
  const { outcome, endpoint, eventType, eventId } = entry;
  const colour = good.has(outcome) ? 'green' : passing.has(outcome) ? 'yellow' : 'red';
  const time = localTime(entry.time, nowMs);
  const subject = [endpoint, eventType, eventId].filter((text) => text !== undefined).join(' ');
  const first = `${time} ${paint(colour, outcome.padEnd(13))} ${subject}  ${details(entry)}`;
  if (entry.errorName === undefined) return first;
  return `${first}\n${' '.repeat(time.length + 1)}${entry.errorName}: ${entry.errorMessage ?? ''}`.trimEnd();
}

function details(entry: JournalEntry): string {
  const duration = milliseconds(entry.durationMs);
  if (entry.kind === 'attempt') return `attempt ${entry.attempt}, ${duration}`;
  const reason = entry.reason === undefined ? '' : `${entry.reason}, `;
  const stale = (entry.secretIndex ?? 0) > 0 ? ', an older secret' : '';
  const unsigned = entry.unsigned ? ', unsigned' : '';
  return `${reason}${entry.status}, ${duration}${stale}${unsigned}`;
}
