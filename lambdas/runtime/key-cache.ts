import type { KeyObject } from 'node:crypto';
import type { TrustedCertificates } from '../verification/certificate.ts';
import { valueAt } from '../verification/json-field.ts';
import type { KeyRequest } from '../verification/key-request.ts';
import { parseJson } from '../verification/parsed-body.ts';
import { publishedKeys } from '../verification/published-keys.ts';

/**
 * The body of a 2xx answer, or of a 400 or 404 where no success is required: so providers say that they know no such key.
 * At most 256 KiB, in at most two seconds, without following redirects. Throws otherwise.
 */
export type FetchKey = (request: {
  readonly url: string;
  readonly body?: string;
  /** Lower-case names.  @default JSON's content type, when there is a body */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default false */
  readonly mustSucceed?: boolean;
}) => Promise<string>;

export type KeyState =
  /** Without keys: the provider answered and knows none of this id. */
  { readonly kind: 'known'; readonly keys: readonly KeyObject[] } | { readonly kind: 'unavailable' };

export interface KeyCache {
  readonly get: (request: KeyRequest) => Promise<KeyState>;
}

const minute = 60_000;
const freshForMs = 60 * minute;
const staleForMs = 24 * 60 * minute;
/** A key that is not in a known answer makes us ask again, but not more often: anybody can invent key ids. */
const unknownIntervalMs = minute;
const retryAfterMs = 5_000;
/** Deliveries name certificates and key ids: so many answers are kept, and so many questions asked per minute, at most. */
const maxEntries = 64;
const maxQuestionsPerMinute = 20;

/** Providers count their grants. */
const grantAgainAfterMs = 10 * minute;

type Grant = NonNullable<KeyRequest['grant']>;

interface Entry {
  answer: string | null;
  fetchedAtMs: number;
  attemptedAtMs: number;
  pending: Promise<void> | null;
}

/**
 * Keys that providers publish, in memory: one question at a time for each URL, answers served for an hour and, while the
 * provider does not answer, for a day. Whatever a delivery names, questions stay bounded.
 */
export function createKeyCache(fetchKey: FetchKey, nowMs: () => number, trusted: () => TrustedCertificates): KeyCache {
  const entries = new Map<string, Entry>();
  let questions: readonly number[] = [];

  const entryOf = (id: string): Entry => {
    const entry = entries.get(id) ?? { answer: null, fetchedAtMs: 0, attemptedAtMs: 0, pending: null };
    // The least recently used goes first.
    entries.delete(id);
    entries.set(id, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    return entry;
  };

  const tokens = new Map<string, { readonly token: string; readonly grantedAtMs: number; readonly untilMs: number }>();
  const grantId = ({ url, authorization, form }: Grant) => `${url} ${authorization} ${form}`;

  /** Kept for as long as it is granted, so that whoever invents key ids costs no grant each. */
  const tokenFor = async (grant: Grant): Promise<string> => {
    const { url, authorization, form } = grant;
    const known = tokens.get(grantId(grant));
    if (known && nowMs() < known.untilMs) return known.token;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const granted = parseJson(await fetchKey({ url, body: form, headers, mustSucceed: true }));
    const token = valueAt(granted, 'access_token');
    const seconds = valueAt(granted, 'expires_in');
    if (typeof token !== 'string' || typeof seconds !== 'number') throw new Error('no token was granted');
    tokens.set(grantId(grant), { token, grantedAtMs: nowMs(), untilMs: nowMs() + seconds * 1000 - minute });
    return token;
  };

  /** A question that failed may have failed for its token. */
  const withdraw = (grant: Grant) => {
    const known = tokens.get(grantId(grant));
    if (known && nowMs() - known.grantedAtMs >= grantAgainAfterMs) tokens.delete(grantId(grant));
  };

  const mayAsk = (): boolean => {
    questions = questions.filter((askedAt) => nowMs() - askedAt < minute);
    if (questions.length >= maxQuestionsPerMinute) return false;
    questions = [...questions, nowMs()];
    return true;
  };

  const ask = async (entry: Entry, { url, body, grant }: KeyRequest): Promise<void> => {
    entry.attemptedAtMs = nowMs();
    try {
      const headers = grant ? { headers: { authorization: `Bearer ${await tokenFor(grant)}` } } : {};
      entry.answer = await fetchKey({ url, ...(body === undefined ? {} : { body }), ...headers });
      entry.fetchedAtMs = nowMs();
    } catch {
      if (grant) withdraw(grant);
      // What is known already serves on; without it the delivery is answered 503.
    } finally {
      entry.pending = null;
    }
  };

  const lookUp = async (entry: Entry, request: KeyRequest, intervalMs: number): Promise<void> => {
    if (!entry.pending && nowMs() - entry.attemptedAtMs >= intervalMs && mayAsk()) entry.pending = ask(entry, request);
    await entry.pending;
  };

  const keysIn = (entry: Entry, request: KeyRequest): readonly KeyObject[] | null =>
    entry.answer === null || nowMs() - entry.fetchedAtMs >= staleForMs
      ? null
      : publishedKeys(request, entry.answer, nowMs(), trusted());

  return {
    async get(request) {
      const { certificates } = request;
      if (certificates !== undefined) {
        return { kind: 'known', keys: publishedKeys(request, certificates, nowMs(), trusted()) };
      }
      const entry = entryOf(request.body === undefined ? request.url : `${request.url} ${request.keyId}`);
      if (entry.answer === null || nowMs() - entry.fetchedAtMs >= freshForMs) {
        await lookUp(entry, request, retryAfterMs);
      }
      let keys = keysIn(entry, request);
      if (keys?.length === 0) {
        await lookUp(entry, request, unknownIntervalMs);
        keys = keysIn(entry, request);
      }
      return keys === null ? { kind: 'unavailable' } : { kind: 'known', keys };
    },
  };
}
