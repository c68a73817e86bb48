import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox } from '../support/fake-inbox.ts';
import type { Vector } from './vector.ts';

export interface Played {
  readonly inbox: FakeInbox;
  readonly rawBody: Buffer;
  readonly response: Awaited<ReturnType<FakeInbox['handle']>>;
}

const endpoint = 'acme';

/** Plays one vector through the ingest handler, configured as a user would configure the endpoint. */
export async function playVector(provider: Provider, vector: Vector): Promise<Played> {
  const { request, extraConfig } = vector;
  const rawBody = Buffer.from(request.bodyBase64 ?? '', 'base64');
  const [requestUrl = '', rawQuery = ''] = splitQuery(request.url);
  const [publicUrl = ''] = splitQuery(extraConfig?.publicUrl ?? requestUrl);
  const inbox = createFakeInbox({
    endpoints: { [endpoint]: { provider, publicUrl } },
    secrets: { [endpoint]: secretText(vector) },
    nowMs: Math.round(Number(vector.now) * 1000),
  });
  const { method, headers } = request;
  const response = await inbox.handle(apiEvent(endpoint, { method, headers, rawQuery, body: rawBody }), context);
  return { inbox, rawBody, response };
}

function splitQuery(url: string): readonly string[] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

/** The secrets, newest first; a public key counts as one. */
export function configuredSecrets({ secrets, extraConfig = {} }: Vector): readonly string[] {
  const { publicKey, publicKeys = publicKey === undefined ? [] : [publicKey] } = extraConfig;
  return secrets.length > 0 ? secrets : publicKeys;
}

/** One secret is stored as it is, several as a list; null is an endpoint whose secret was never set. */
function secretText(vector: Vector): string | null {
  const all = configuredSecrets(vector);
  const [only] = all;
  return all.length > 1 ? JSON.stringify(all) : (only ?? null);
}
