import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';

export interface RequestOptions {
  readonly method?: string;
  readonly query?: string;
  readonly publicUrl?: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function requestOf(body: string | Buffer, options: RequestOptions = {}): WebhookRequest {
  const { method = 'POST', query = '', publicUrl = 'https://hooks.example.com/hooks/acme', headers = {} } = options;
  return { method, headers: new Map(Object.entries(headers)), rawQuery: query, publicUrl, rawBody: Buffer.from(body) };
}

export function formOf(body: string | Buffer, options: RequestOptions = {}): WebhookRequest {
  return requestOf(body, {
    ...options,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...options.headers },
  });
}
