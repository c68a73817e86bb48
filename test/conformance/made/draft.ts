import type { Expectation, Vector } from '../vector.ts';

/** 2026-11-24T10:00:00Z, in seconds. */
export const now = 1_795_514_400;
export const publicUrl = 'https://hooks.example.com/v1/acme';

export interface Draft {
  readonly name: string;
  readonly oracle?: Vector['oracle'];
  readonly secrets: readonly string[];
  readonly publicUrl?: string;
  readonly method?: string;
  /** Seconds. @default `now` */
  readonly at?: number;
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  readonly expect: Expectation;
}

/** A vector as it stands in a file. */
export function vector(draft: Draft): Vector {
  const { name, oracle = 'vendor-sdk', secrets, method = 'POST', at = now, query, headers, body, expect } = draft;
  const base = draft.publicUrl ?? publicUrl;
  return {
    name,
    oracle,
    secrets,
    ...(draft.publicUrl ? { extraConfig: { publicUrl: base } } : {}),
    now: at,
    request: {
      method,
      url: query === undefined ? base : `${base}?${query}`,
      headers: Object.entries(headers),
      bodyBase64: Buffer.from(body).toString('base64'),
    },
    expect,
  };
}

export const accept = (why: string, id: string | null, type: string | null): Expectation => ({
  verdict: 'accept',
  why,
  id,
  type,
});

export const reject = (why: string): Expectation => ({ verdict: 'reject', why });
