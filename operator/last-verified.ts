import { forgottenAfterMs } from '../lambdas/runtime/secret-cache.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { OperatorPorts } from './ports.ts';
import type { SecretStatus } from './secret.ts';

export interface LastVerified {
  /** `unknown`: a function may not have noticed the rotation yet, and counts the secrets as they were before. */
  readonly secret: 'current' | 'previous' | 'unknown';
  /** ISO 8601. */
  readonly at: string;
}

/** How far back a journal is looked through: an idle endpoint's would be read from its beginning. */
const horizonMs = 7 * 24 * 60 * 60_000;

/** What the endpoint's last genuine delivery was signed with, of the last seven days and since the secret changed; null when none came. */
export async function lastVerified(
  endpoint: string,
  status: SecretStatus,
  { journal }: Pick<OperatorPorts, 'journal'>,
  nowMs: number,
): Promise<LastVerified | null> {
  if (status.state !== 'one' && status.state !== 'rotating') return null;
  const filter = {
    endpoint,
    verified: true,
    sinceMs: Math.max(Date.parse(status.changedAt), nowMs - horizonMs),
  } as const;
  for await (const entry of journal.read({ filter, limit: 1 })) return judge(status, entry);
  return null;
}

function judge(status: Extract<SecretStatus, { state: 'one' | 'rotating' }>, entry: JournalEntry): LastVerified {
  const at = entry.time;
  const index = entry.kind === 'delivery' ? (entry.secretIndex ?? 0) : 0;
  if (status.state === 'rotating' && index >= status.current) return { secret: 'previous', at };
  const mayBeOlder = status.state === 'rotating' || status.replaced;
  const noticed = Date.parse(at) - Date.parse(status.changedAt) >= forgottenAfterMs;
  return { secret: noticed || !mayBeOlder ? 'current' : 'unknown', at };
}
