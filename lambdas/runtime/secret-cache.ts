import { ConfigurationError } from './errors.ts';

/** What Secrets Manager holds for one endpoint; null when no secret was ever set. */
export interface SecretVersions {
  /** SecretString of AWSCURRENT. */
  readonly current: string;
  /** When AWSCURRENT was set, in ms. */
  readonly currentSinceMs: number;
  /** SecretString of AWSPREVIOUS. */
  readonly previous: string | null;
}

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
const staleForMs = 24 * 60 * minute;
const mismatchIntervalMs = minute;
/** An unset or unreadable secret is looked up again after this long: soon, yet a flood costs one call per interval. */
const retryAfterMs = 5_000;
/** How long the previous secret goes on verifying after a rotation: Stripe keeps both for up to 24 h, redeliveries run for three days. */
export const previousSecretMs = 3 * 24 * 60 * minute;

interface Entry {
  state: SecretState;
  fetchedAtMs: number;
  attemptedAtMs: number;
  nextLookupMs: number;
  pending: Promise<SecretState> | null;
}

/** A secret is text as it is, or a JSON list of texts, newest first. Throws ConfigurationError, which never shows the secret. */
export function parseSecretText(text: string): readonly string[] {
  const secrets = text.startsWith('[') || text.startsWith('{') ? parseList(text) : [text];
  for (const secret of secrets) {
    if (secret === '') throw new ConfigurationError('the signing secret is empty');
    if (secret !== secret.trim()) throw new ConfigurationError('the signing secret begins or ends with white space');
    if (/^(?:undefined|null|NaN|\[object Object\])$/.test(secret)) {
      throw new ConfigurationError('the signing secret is the word a program prints for a missing value');
    }
  }
  return secrets;
}

function parseList(text: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigurationError('the signing secret looks like JSON but does not parse');
  }
  if (!Array.isArray(value) || value.length === 0 || !value.every((item) => typeof item === 'string')) {
    throw new ConfigurationError('the signing secret is JSON but not a list of texts');
  }
  return value;
}

/**
 * What `inbox secret expect` stores: `{"awaitingHandshakeUntil": "<ISO 8601>", "secrets": [...]}`; null for any other text.
 */
export function parseAwaiting(text: string): { readonly untilMs: number; readonly secrets: readonly string[] } | null {
  if (!text.startsWith('{"awaitingHandshakeUntil"')) return null;
  try {
    const { awaitingHandshakeUntil, secrets } = JSON.parse(text) as Record<string, unknown>;
    const untilMs = typeof awaitingHandshakeUntil === 'string' ? Date.parse(awaitingHandshakeUntil) : Number.NaN;
    if (Number.isNaN(untilMs) || !Array.isArray(secrets)) return null;
    return { untilMs, secrets: secrets.length === 0 ? [] : parseSecretText(JSON.stringify(secrets)) };
  } catch {
    return null;
  }
}

function toState(versions: SecretVersions | null, nowMs: number): SecretState {
  if (versions === null) return { kind: 'unset' };
  const awaiting = parseAwaiting(versions.current);
  if (awaiting) return { kind: 'awaiting', ...awaiting };
  try {
    const current = parseSecretText(versions.current);
    const overlapping = versions.previous !== null && nowMs - versions.currentSinceMs < previousSecretMs;
    const previous = overlapping && versions.previous !== null ? readPrevious(versions.previous) : [];
    return { kind: 'ready', secrets: [...new Set([...current, ...previous])], stale: false };
  } catch (error) {
    if (error instanceof ConfigurationError) return { kind: 'malformed', message: error.message };
    throw error;
  }
}

/** A previous value that was malformed is what the rotation repaired: it is not worth failing for. */
function readPrevious(text: string): readonly string[] {
  try {
    return parseSecretText(text);
  } catch {
    return [];
  }
}

function sameSecrets(a: SecretState, b: SecretState): boolean {
  if (a.kind !== 'ready' || b.kind !== 'ready') return a.kind === b.kind;
  return a.secrets.length === b.secrets.length && a.secrets.every((secret, index) => secret === b.secrets[index]);
}

/**
 * Signing secrets in memory: one look-up at a time per secret, served stale while it is looked up again.
 *
 * ```
 * |  fresh: served  |  stale: served, looked up beside it   |  unavailable: 503
 * |-----------------|---------------------------------------|------------------> (time since the last good look-up)
 * 0            5 min (±20 %)                              24 h
 * ```
 */
export function createSecretCache(fetch: FetchSecret, nowMs: () => number): SecretCache {
  const entries = new Map<string, Entry>();

  const entryOf = (arn: string): Entry => {
    let entry = entries.get(arn);
    if (!entry) {
      entry = { state: { kind: 'unavailable' }, fetchedAtMs: 0, attemptedAtMs: 0, nextLookupMs: 0, pending: null };
      entries.set(arn, entry);
    }
    return entry;
  };

  const servable = (entry: Entry) => entry.state.kind === 'ready' && nowMs() - entry.fetchedAtMs < staleForMs;

  const lookUp = async (arn: string, entry: Entry): Promise<SecretState> => {
    entry.attemptedAtMs = nowMs();
    try {
      const state = toState(await fetch(arn), nowMs());
      const jitter = 0.8 + Math.random() * 0.4;
      entry.state = state;
      entry.fetchedAtMs = nowMs();
      entry.nextLookupMs = entry.fetchedAtMs + (state.kind === 'ready' ? freshForMs * jitter : retryAfterMs);
    } catch {
      entry.nextLookupMs = nowMs() + retryAfterMs;
      entry.state =
        entry.state.kind === 'ready' && servable(entry) ? { ...entry.state, stale: true } : { kind: 'unavailable' };
    } finally {
      entry.pending = null;
    }
    return entry.state;
  };

  const startLookUp = (arn: string, entry: Entry): Promise<SecretState> => {
    entry.pending ??= lookUp(arn, entry);
    return entry.pending;
  };

  return {
    async get(arn) {
      const entry = entryOf(arn);
      if (nowMs() < entry.nextLookupMs) return entry.state;
      const lookingUp = startLookUp(arn, entry);
      return servable(entry) ? entry.state : lookingUp;
    },
    async refreshAfterMismatch(arn) {
      const entry = entryOf(arn);
      const before = entry.state;
      // A look-up under way is waited for: deliveries that come together after a rotation are all verified with what it finds.
      const justLooked = nowMs() - entry.attemptedAtMs < mismatchIntervalMs;
      if (justLooked && !entry.pending) return { state: before, changed: false };
      const state = await startLookUp(arn, entry);
      return { state, changed: !sameSecrets(before, state) };
    },
  };
}
