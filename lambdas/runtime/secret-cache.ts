import { ConfigurationError } from './errors.ts';
import { parseAwaiting, type SecretVersions, type Validity, validityOf } from './secret-text.ts';

export type FetchSecret = (arn: string) => Promise<SecretVersions | null>;

export type SecretState =
  | { readonly kind: 'ready'; readonly secrets: readonly string[]; readonly stale: boolean }
  | { readonly kind: 'unset' }
  /** The provider is to hand over a secret in a handshake, until then; `secrets` are those that verify meanwhile. */
  | { readonly kind: 'awaiting'; readonly untilMs: number; readonly secrets: readonly string[] }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'malformed'; readonly message: string };

export interface SecretCache {
  readonly get: (arn: string) => Promise<SecretState>;
  /** Asked after a signature that matched no secret: reads again, at most once per minute, and says whether anything changed. */
  readonly refreshAfterMismatch: (arn: string) => Promise<{ readonly state: SecretState; readonly changed: boolean }>;
}

const minute = 60_000;
const freshForMs = 5 * minute;
/** An environment that slept longer looks before it verifies: no secret serves beyond this after it was replaced or retired. */
export const forgottenAfterMs = 10 * minute;
const staleForMs = 24 * 60 * minute;
const mismatchIntervalMs = minute;
/** An unset or unreadable secret is looked up again after this long: soon, yet a flood costs one call per interval. */
const retryAfterMs = 5_000;

/** What the last look-up found. What verifies also depends on the time: the previous secret has its end. */
type Known =
  | { readonly kind: 'read'; readonly validity: Validity; readonly stale: boolean }
  | Exclude<SecretState, { kind: 'ready' }>;

interface Entry {
  known: Known;
  fetchedAtMs: number;
  attemptedAtMs: number;
  nextLookupMs: number;
  pending: Promise<SecretState> | null;
}

function toKnown(versions: SecretVersions | null): Known {
  if (versions === null) return { kind: 'unset' };
  const awaiting = parseAwaiting(versions.current);
  if (awaiting) return { kind: 'awaiting', ...awaiting };
  try {
    return { kind: 'read', validity: validityOf(versions), stale: false };
  } catch (error) {
    if (error instanceof ConfigurationError) return { kind: 'malformed', message: error.message };
    throw error;
  }
}

function stateOf(known: Known, nowMs: number): SecretState {
  if (known.kind !== 'read') return known;
  const { current, previous, previousUntilMs } = known.validity;
  const secrets = nowMs < previousUntilMs ? [...current, ...previous] : current;
  return { kind: 'ready', secrets: [...new Set(secrets)], stale: known.stale };
}

function sameSecrets(a: SecretState, b: SecretState): boolean {
  if (a.kind !== 'ready' || b.kind !== 'ready') return a.kind === b.kind;
  return a.secrets.length === b.secrets.length && a.secrets.every((secret, index) => secret === b.secrets[index]);
}

/**
 * Signing secrets in memory: one look-up at a time per secret, served stale while it is looked up again.
 *
 * ```
 * |  fresh: served  |  served, looked up  |  looked up first; served when  |  unavailable: 503
 * |                 |  beside it          |  that fails                    |
 * |-----------------|---------------------|--------------------------------|------------------> (time since the last good look-up)
 * 0            5 min (±20 %)           10 min                            24 h
 * ```
 */
export function createSecretCache(fetch: FetchSecret, nowMs: () => number): SecretCache {
  const entries = new Map<string, Entry>();

  const entryOf = (arn: string): Entry => {
    let entry = entries.get(arn);
    if (!entry) {
      entry = { known: { kind: 'unavailable' }, fetchedAtMs: 0, attemptedAtMs: 0, nextLookupMs: 0, pending: null };
      entries.set(arn, entry);
    }
    return entry;
  };

  const stateNow = (entry: Entry) => stateOf(entry.known, nowMs());
  const servable = (entry: Entry) => entry.known.kind === 'read' && nowMs() - entry.fetchedAtMs < staleForMs;
  // Whoever waits for a look-up that fails waits in vain: once one failed, what is known serves on beside the next.
  const servableBeside = (entry: Entry) =>
    servable(entry) &&
    ((entry.known.kind === 'read' && entry.known.stale) || nowMs() - entry.fetchedAtMs < forgottenAfterMs);

  const lookUp = async (arn: string, entry: Entry): Promise<SecretState> => {
    entry.attemptedAtMs = nowMs();
    try {
      const known = toKnown(await fetch(arn));
      const jitter = 0.8 + Math.random() * 0.4;
      entry.known = known;
      entry.fetchedAtMs = nowMs();
      entry.nextLookupMs = entry.fetchedAtMs + (known.kind === 'read' ? freshForMs * jitter : retryAfterMs);
    } catch {
      entry.nextLookupMs = nowMs() + retryAfterMs;
      entry.known =
        entry.known.kind === 'read' && servable(entry) ? { ...entry.known, stale: true } : { kind: 'unavailable' };
    } finally {
      entry.pending = null;
    }
    return stateNow(entry);
  };

  const startLookUp = (arn: string, entry: Entry): Promise<SecretState> => {
    entry.pending ??= lookUp(arn, entry);
    return entry.pending;
  };

  return {
    async get(arn) {
      const entry = entryOf(arn);
      if (nowMs() < entry.nextLookupMs) return stateNow(entry);
      const lookingUp = startLookUp(arn, entry);
      return servableBeside(entry) ? stateNow(entry) : lookingUp;
    },
    async refreshAfterMismatch(arn) {
      const entry = entryOf(arn);
      const before = stateNow(entry);
      // A look-up under way is waited for: deliveries that come together after a rotation are all verified with what it finds.
      const justLooked = nowMs() - entry.attemptedAtMs < mismatchIntervalMs;
      if (justLooked && !entry.pending) return { state: before, changed: false };
      const state = await startLookUp(arn, entry);
      return { state, changed: !sameSecrets(before, state) };
    },
  };
}
