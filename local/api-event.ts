import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createTraceId } from './lambda-environment.ts';

/**
 * Content types whose bodies an HTTP API hands over as text; every other body, a missing content type included, is base64.
 * Text that is not UTF-8 is base64 too, so that its bytes arrive.
 */
const textTypes = /^(?:text\/|application\/(?:json|xml|javascript)(?:\s*;|\s*$))/i;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `24/Nov/2026:10:00:00 +0000`, the way API Gateway writes it. */
function requestTime(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

/** Lower-case names; a header sent twice is joined with a comma; cookies stand apart. */
function readHeaders(rawHeaders: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    if (name === 'cookie') cookies.push(...value.split(/;\s*/));
    else headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return { headers: Object.fromEntries(headers), cookies };
}

/**
 * The event an HTTP API invokes a function with, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function apiEvent(request: IncomingMessage, body: Buffer, routeKey: string, apiId: string) {
  const [path = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
  const { headers, cookies } = readHeaders(request.rawHeaders);
  const isText = textTypes.test(headers['content-type'] ?? '') && isUtf8(body);
  const now = new Date();
  const domainName = headers.host ?? 'localhost';
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const query = readQuery(rawQueryString);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: { ...headers, ...addedHeaders(headers, request, sourceIp), 'content-length': String(body.length) },
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: requestTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

export function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** What API Gateway adds. A tunnel's own forwarding headers come first, as another proxy's would. */
function addedHeaders(headers: Readonly<Record<string, string>>, request: IncomingMessage, sourceIp: string) {
  const forwardedFor = headers['x-forwarded-for'];
  return {
    'x-amzn-trace-id': headers['x-amzn-trace-id'] ?? createTraceId(),
    'x-forwarded-for': forwardedFor ? `${forwardedFor}, ${sourceIp}` : sourceIp,
    'x-forwarded-port': headers['x-forwarded-port'] ?? String(request.socket.localPort),
    'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
  };
}

/** Decoded, a name that comes twice joined with a comma; null without a query. */
function readQuery(rawQuery: string): Record<string, string> | null {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return query.size === 0 ? null : Object.fromEntries(query);
}
