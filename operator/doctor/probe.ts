import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ProbeAnswer } from './ports.ts';

const timeoutMs = 8_000;

/** Asks a URL for its status, over a connection of its own. Never rejects; a certificate that is not valid is a failure. */
export function probe(url: string, method: 'POST' | 'OPTIONS', nowMs: () => number): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const sentMs = nowMs();
    const fail = (error: Error) =>
      resolve({ kind: 'failed', code: 'code' in error && typeof error.code === 'string' ? error.code : error.name });
    try {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const signal = AbortSignal.timeout(timeoutMs);
      const request = send(url, { method, agent: false, headers: { 'content-length': 0 }, signal }, (response) => {
        const dateMs = Date.parse(response.headers.date ?? '');
        const status = response.statusCode ?? 0;
        const answered = { status, dateMs: Number.isNaN(dateMs) ? null : dateMs, sentMs, answeredMs: nowMs() };
        response.resume();
        resolve({ kind: 'answered', ...answered });
      });
      request.on('error', fail);
      request.end();
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
