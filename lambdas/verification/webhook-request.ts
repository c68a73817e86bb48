/** One delivery as it reached us: the raw body is bytes and stays bytes. */
export interface WebhookRequest {
  readonly method: string;
  /** Lower-case names; a header sent twice arrives joined with a comma, as API Gateway hands it over. */
  readonly headers: ReadonlyMap<string, string>;
  /** Without the leading `?`, undecoded. */
  readonly rawQuery: string;
  /** The URL the provider calls, from configuration (scheme, host, path; no query), never rebuilt from the request. */
  readonly publicUrl: string;
  readonly rawBody: Buffer;
  /** What bin/webhooks.ts says of the endpoint beside its provider, in the provider's words. */
  readonly settings?: Settings;
  /** Set while one secret is tried, for schemes whose signed content or claims name it. */
  readonly secret?: string;
}

export type Settings = Readonly<Record<string, string | readonly string[]>>;
