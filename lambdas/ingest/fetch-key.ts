import type { FetchKey } from '../runtime/fetch-key.ts';

/** Far above any key set. */
const maxBytes = 262_144;
const timeoutMs = 2_000;

/**
 * Over TLS to the URL's own host: a redirect is an error, and so is an answer that is late, too long or neither 2xx nor 400 or 404.
 * The local stack names a server on this machine that stands in for every provider's (INBOX_KEY_SERVER); in AWS nothing
 * listens there.
 */
export const fetchKey: FetchKey = async ({ url, body, headers = {}, mustSucceed = false }) => {
  if (!url.startsWith('https://')) throw new Error('keys are fetched over https only');
  const response = await fetch(standIn(process.env.INBOX_KEY_SERVER, url), {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined
      ? { headers }
      : { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
  });
  // An API that is asked for a key it does not know says so with 400 or 404, and then the answer holds no key.
  const isUnknownKey = !mustSucceed && (response.status === 400 || response.status === 404);
  if (!response.ok && !isUnknownKey) throw new Error(`answered ${response.status}`);
  return readText(response);
};

const standIn = (server: string | undefined, url: string) =>
  server && /^http:\/\/127\.0\.0\.1:\d+$/.test(server) ? `${server}/?url=${encodeURIComponent(url)}` : url;

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error('the answer is too long for a key');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
