import type { InvokeResult } from './lambda-function.ts';

/** What an HTTP API answers a request with. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

interface StructuredResponse {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
  readonly cookies?: readonly string[];
}

export function plainAnswer(status: number, message: string): ApiAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify({ message })) };
}

/**
 * The answer that a function's result stands for; null is a function that took too long.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function answerFrom(result: InvokeResult | null): ApiAnswer {
  if (result === null || result.kind === 'throttled') return plainAnswer(503, 'Service Unavailable');
  if (result.kind === 'error') return plainAnswer(500, 'Internal Server Error');
  const value = JSON.parse(result.payload) as StructuredResponse | string | number | null;
  if (typeof value !== 'object' || value === null || value.statusCode === undefined) {
    const body = typeof value === 'string' ? value : result.payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  return structuredAnswer(value) ?? plainAnswer(500, 'Internal Server Error');
}

/** Null for a response that API Gateway calls malformed. */
function structuredAnswer(response: StructuredResponse): ApiAnswer | null {
  const { headers = {}, body = '', isBase64Encoded = false, cookies = [] } = response;
  const status = Number(response.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return null;
  if (typeof body !== 'string' || typeof headers !== 'object') return null;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(named),
      ...(cookies.length > 0 ? { 'set-cookie': [...cookies] } : {}),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}
