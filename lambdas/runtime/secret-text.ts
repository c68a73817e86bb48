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

/** How long the previous secret goes on verifying unless the current value says otherwise: Stripe keeps both for up to 24 h, redeliveries run for three days. */
export const previousSecretMs = 3 * 24 * 60 * 60_000;

/**
 * A secret is text as it is, a JSON list of texts, newest first, or what a rotation with an overlap of its own stores (overlapText).
 * Throws ConfigurationError, which never shows the secret.
 */
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
  const list = isOverlap(value) ? value.secrets : value;
  if (!Array.isArray(list) || list.length === 0 || !list.every((item) => typeof item === 'string')) {
    throw new ConfigurationError('the signing secret is JSON but not a list of texts');
  }
  return list;
}

interface Overlap {
  /** ISO 8601. */
  readonly previousUntil: string;
  readonly secrets: unknown;
}

const isOverlap = (value: unknown): value is Overlap =>
  typeof value === 'object' && value !== null && 'previousUntil' in value && 'secrets' in value;

/** The value of a secret that says itself until when the one before goes on verifying. */
export const overlapText = (secrets: readonly string[], previousUntilMs: number): string =>
  JSON.stringify({ previousUntil: new Date(previousUntilMs).toISOString(), secrets });

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

/** Which secrets verify, and until when. */
export interface Validity {
  /** Newest first. */
  readonly current: readonly string[];
  /** Those of the version before that are not among the current ones. */
  readonly previous: readonly string[];
  readonly previousUntilMs: number;
}

/** Throws ConfigurationError when the current value is malformed. */
export function validityOf({ current, currentSinceMs, previous }: SecretVersions): Validity {
  const known = parseSecretText(current);
  return {
    current: known,
    previous: previous === null ? [] : readPrevious(previous).filter((secret) => !known.includes(secret)),
    previousUntilMs: ownOverlapEnd(current) ?? currentSinceMs + previousSecretMs,
  };
}

/** Null unless the value says so itself. */
function ownOverlapEnd(text: string): number | null {
  if (!text.startsWith('{')) return null;
  const value: unknown = JSON.parse(text);
  if (!isOverlap(value)) return null;
  const untilMs = Date.parse(value.previousUntil);
  if (!Number.isNaN(untilMs)) return untilMs;
  throw new ConfigurationError('the signing secret does not say with a date until when the one before it verifies');
}

/** A previous value that was malformed is what the rotation repaired: it is not worth failing for. */
function readPrevious(text: string): readonly string[] {
  try {
    return parseSecretText(text);
  } catch {
    return [];
  }
}
