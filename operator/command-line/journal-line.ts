import type { JournalEntry } from '../journal-entry.ts';
import { localTime, milliseconds, wrap } from './layout.ts';
import type { Terminal } from './terminal.ts';

const good = new Set(['accepted', 'completed', 'duplicate', 'handshake', 'split', 'unhandled']);
const passing = new Set(['retry', 'busy', 'deferred', 'unavailable', 'store_unavailable', 'lease_lost']);

/** One entry of the journal; an error goes to lines of its own, and so does an id that does not fit into the columns. */
export function journalLine(
  entry: JournalEntry,
  nowMs: number,
  { style: paint, columns = Number.POSITIVE_INFINITY }: Pick<Terminal, 'style' | 'columns'>,
): string {
  const { outcome, endpoint, eventType, eventId } = entry;
  const colour = good.has(outcome) ? 'green' : passing.has(outcome) ? 'yellow' : 'red';
  const time = localTime(entry.time, nowMs);
  const indent = time.length + 1;
  const words = (...texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined).join(' ');
  const subject = `${words(endpoint, eventType, eventId)}  ${details(entry)}`;
  const fits = eventId === undefined || indent + outcomeWidth + 1 + subject.length <= columns;
  const lines = fits ? [subject] : [`${words(endpoint, eventType)}  ${details(entry)}`, ' '.repeat(indent) + eventId];
  if (entry.errorName !== undefined) {
    lines.push(wrap(`${entry.errorName}: ${entry.errorMessage ?? ''}`.trimEnd(), indent));
  }
  return `${time} ${paint(colour, outcome.padEnd(outcomeWidth))} ${lines.join('\n')}`;
}

const outcomeWidth = 'dead_lettered'.length;

function details(entry: JournalEntry): string {
  const duration = milliseconds(entry.durationMs);
  if (entry.kind === 'attempt') return `attempt ${entry.attempt}, ${duration}`;
  const reason = entry.reason === undefined ? '' : `${entry.reason}, `;
  const stale = (entry.secretIndex ?? 0) > 0 ? ', an older secret' : '';
  const unsigned = entry.unsigned ? ', unsigned' : '';
  return `${reason}${entry.status}, ${duration}${stale}${unsigned}`;
}
