import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { PreparedDelivery } from './prepare-delivery.ts';

/** `status` is null when no answer came, for the reason given. */
export type DeliveryAnswer =
  | { readonly status: number; readonly latencyMs: number }
  | { readonly status: null; readonly reason: string; readonly latencyMs: number };

export interface Sender {
  readonly deliver: (delivery: Pick<PreparedDelivery, 'url' | 'headers' | 'rawBody'>) => Promise<DeliveryAnswer>;
  readonly close: () => void;
}

/** API Gateway itself answers within 30 seconds. */
const timeoutMs = 35_000;

/** Posts deliveries over connections that are kept open, at most `concurrency` of them. */
export function createSender(concurrency: number): Sender {
  const options = { keepAlive: true, maxSockets: concurrency };
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return {
    deliver: ({ url, headers, rawBody }) =>
      new Promise((resolve) => {
        const startedMs = performance.now();
        const latencyMs = () => performance.now() - startedMs;
        const fail = (error: Error) => resolve({ status: null, reason: reasonOf(error), latencyMs: latencyMs() });
        const secure = url.startsWith('https:');
        const request = (secure ? httpsRequest : httpRequest)(url, {
          method: 'POST',
          agent: secure ? agents.https : agents.http,
          headers: { ...headers, 'content-length': rawBody.length },
          signal: AbortSignal.timeout(timeoutMs),
        });
        request.on('error', fail);
        request.on('response', (response) => {
          response.on('error', fail);
          response.on('end', () => resolve({ status: response.statusCode ?? 0, latencyMs: latencyMs() }));
          response.resume();
        });
        request.end(rawBody);
      }),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

const reasons = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'the connection was closed before an answer came'],
  ['ENOTFOUND', 'there is no such host'],
  ['EAI_AGAIN', 'the host’s name cannot be resolved'],
  ['ABORT_ERR', `no answer within ${timeoutMs / 1000} s`],
]);

function reasonOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return reasons.get(code) ?? `no answer (${code})`;
}
