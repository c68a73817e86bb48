import { valueAt } from '../verification/json-field.ts';
import type { KeyRequest } from '../verification/key-request.ts';
import { parseJson } from '../verification/parsed-body.ts';
import type { FetchKey } from './fetch-key.ts';

type Grant = NonNullable<KeyRequest['grant']>;

const minute = 60_000;
/** Providers count their grants. */
const grantAgainAfterMs = 10 * minute;

export interface GrantCache {
  /** Throws when none is granted. */
  readonly tokenFor: (grant: Grant) => Promise<string>;
  /** A question that failed may have failed for its token. */
  readonly withdraw: (grant: Grant) => void;
}

/** Access tokens (RFC 6749, section 4.4), kept for as long as they are granted: whoever invents key ids costs no grant each. */
export function createGrantCache(fetchKey: FetchKey, nowMs: () => number): GrantCache {
  const tokens = new Map<string, { readonly token: string; readonly grantedAtMs: number; readonly untilMs: number }>();
  const idOf = ({ url, authorization, form }: Grant) => `${url} ${authorization} ${form}`;
  return {
    async tokenFor(grant) {
      const { url, authorization, form } = grant;
      const known = tokens.get(idOf(grant));
      if (known && nowMs() < known.untilMs) return known.token;
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
      const granted = parseJson(await fetchKey({ url, body: form, headers, mustSucceed: true }));
      const token = valueAt(granted, 'access_token');
      const seconds = valueAt(granted, 'expires_in');
      if (typeof token !== 'string' || typeof seconds !== 'number') throw new Error('no token was granted');
      tokens.set(idOf(grant), { token, grantedAtMs: nowMs(), untilMs: nowMs() + seconds * 1000 - minute });
      return token;
    },
    withdraw(grant) {
      const known = tokens.get(idOf(grant));
      if (known && nowMs() - known.grantedAtMs >= grantAgainAfterMs) tokens.delete(idOf(grant));
    },
  };
}
