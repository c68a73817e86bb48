import type { KeyObject } from 'node:crypto';
import type { TrustedCertificates } from '../verification/certificate.ts';
import type { KeyRequest } from '../verification/key-request.ts';
import { publishedKeys } from '../verification/published-keys.ts';
import type { FetchKey } from './fetch-key.ts';
import { createGrantCache } from './grant-cache.ts';

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
  const grants = createGrantCache(fetchKey, nowMs);
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

  const mayAsk = (): boolean => {
    questions = questions.filter((askedAt) => nowMs() - askedAt < minute);
    if (questions.length >= maxQuestionsPerMinute) return false;
    questions = [...questions, nowMs()];
    return true;
  };

  const ask = async (entry: Entry, { url, body, grant }: KeyRequest): Promise<void> => {
    entry.attemptedAtMs = nowMs();
    try {
      const headers = grant ? { headers: { authorization: `Bearer ${await grants.tokenFor(grant)}` } } : {};
      entry.answer = await fetchKey({ url, ...(body === undefined ? {} : { body }), ...headers });
      entry.fetchedAtMs = nowMs();
    } catch {
      if (grant) grants.withdraw(grant);
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
