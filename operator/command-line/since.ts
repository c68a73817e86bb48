import { UsageError } from '../operator-error.ts';
import type { Invocation } from './command.ts';
import { durationMs } from './duration.ts';

/** Milliseconds since the epoch; undefined when --since is not given. Throws UsageError. */
export function readSince({ text, nowMs }: Pick<Invocation, 'text' | 'nowMs'>): number | undefined {
  const given = text('since');
  if (given === undefined) return undefined;
  const ago = durationMs(given);
  const since = ago === null ? Date.parse(given) : nowMs() - ago;
  if (!Number.isNaN(since)) return since;
  throw new UsageError(`--since is "${given}": it must be like 10m, 2h or 3d, or a date such as 2026-11-25T08:00`);
}
