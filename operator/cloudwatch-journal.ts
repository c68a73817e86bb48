import { setTimeout as delay } from 'node:timers/promises';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { clientSettings } from './connect.ts';
import { type EventFilter, passes } from './event-filter.ts';
import { explain } from './explain.ts';
import { filterPattern } from './filter-pattern.ts';
import type { AwsAccess } from './inbox.ts';
import { type Follow, lastOf, type ReadJournal } from './journal.ts';
import { type JournalEntry, parseJournalEntry } from './journal-entry.ts';
import { mergeByTime } from './merge-by-time.ts';

/** A journal line with the id that CloudWatch gave it. */
interface LoggedEntry {
  readonly id: string;
  readonly timeMs: number;
  readonly entry: JournalEntry;
}

type ReadLogs = (filter: EventFilter, fromMs: number, toMs?: number) => AsyncGenerator<LoggedEntry>;

const minute = 60_000;
/** Where the last so many are asked for, ever longer stretches are looked through, the newest first. */
const reaches = [5, 60, 6 * 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 400 * 24 * 60].map((minutes) => minutes * minute);
/** CloudWatch shows lines some seconds after they were written, and not in that order. */
const lateMs = 60_000;

/**
 * The journal of a deployed inbox. FilterLogEvents does all of it: it filters where the lines are, costs nothing beside its calls
 * and shows new lines within seconds; Logs Insights is charged by the bytes it scans and a live tail by the minute.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function createCloudWatchJournal(
  aws: AwsAccess,
  logGroups: readonly string[],
  nowMs: () => number,
): ReadJournal {
  const readLogs = createReadLogs(aws, logGroups);
  // Five calls a second are always allowed; there is one a log group.
  const pollMs = Math.max(2_000, logGroups.length * 400);
  return async function* ({ filter, limit, follow }) {
    const startedMs = nowMs();
    const seen = new Map<string, number>();
    const there =
      limit === undefined ? readLogs(filter, filter.sinceMs ?? 0) : await newest(readLogs, filter, limit, startedMs);
    for await (const { id, timeMs, entry } of there) {
      if (timeMs >= startedMs - lateMs) seen.set(id, timeMs);
      yield entry;
    }
    if (follow) yield* followLogs(readLogs, filter, { pollMs, ...follow }, seen, startedMs);
  };
}

async function newest(
  readLogs: ReadLogs,
  filter: EventFilter,
  limit: number,
  nowMs: number,
): Promise<readonly LoggedEntry[]> {
  let found: readonly LoggedEntry[] = [];
  let toMs: number | undefined;
  for (const reach of reaches) {
    const fromMs = Math.max(nowMs - reach, filter.sinceMs ?? 0);
    const earlier = await lastOf(readLogs(filter, fromMs, toMs), limit - found.length);
    found = [...earlier, ...found];
    if (found.length >= limit || fromMs === filter.sinceMs) break;
    toMs = fromMs - 1;
  }
  return found;
}

/** @param seen ids of what was shown already, with its time */
async function* followLogs(
  readLogs: ReadLogs,
  filter: EventFilter,
  { signal, onCaughtUp, pollMs = 0 }: Follow,
  seen: Map<string, number>,
  startedMs: number,
): AsyncGenerator<JournalEntry> {
  onCaughtUp?.();
  let newestMs = startedMs;
  while (!signal.aborted) {
    await delay(pollMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    for await (const { id, timeMs, entry } of readLogs(filter, newestMs - lateMs)) {
      if (seen.has(id)) continue;
      seen.set(id, timeMs);
      newestMs = Math.max(newestMs, timeMs);
      yield entry;
    }
    forget(seen, newestMs - 2 * lateMs);
  }
}

function forget(seen: Map<string, number>, beforeMs: number): void {
  for (const [id, timeMs] of seen) if (timeMs < beforeMs) seen.delete(id);
}

function createReadLogs(aws: AwsAccess, logGroups: readonly string[]): ReadLogs {
  const client = new CloudWatchLogsClient(clientSettings(aws, 'logs'));
  async function* readGroup(logGroupName: string, filter: EventFilter, startTime: number, endTime?: number) {
    let nextToken: string | undefined;
    do {
      const page = await explain('CloudWatch Logs', () =>
        client.send(
          new FilterLogEventsCommand({
            ...{ logGroupName, startTime, filterPattern: filterPattern(filter) },
            ...(endTime === undefined ? {} : { endTime }),
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
        ),
      );
      for (const { message = '', eventId: id = '', timestamp: timeMs = 0 } of page.events ?? []) {
        const entry = parseJournalEntry(message.trim());
        if (entry && passes(entry, filter)) yield { id, timeMs, entry };
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return (filter, fromMs, toMs) =>
    mergeByTime(logGroups.map((group) => readGroup(group, filter, Math.max(0, fromMs), toMs)));
}
