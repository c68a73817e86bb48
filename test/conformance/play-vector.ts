import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { pemBlocks } from '../../lambdas/verification/certificate.ts';
import type { Settings } from '../../lambdas/verification/webhook-request.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox } from '../support/fake-inbox.ts';
import type { ExtraConfig, Vector } from './vector.ts';

export interface Played {
  readonly inbox: FakeInbox;
  readonly rawBody: Buffer;
  readonly response: Awaited<ReturnType<FakeInbox['handle']>>;
  /** URLs that were asked for, in order. */
  readonly fetched: readonly string[];
}

const endpoint = 'acme';

/** Plays one vector through the ingest handler, configured as a user would configure the endpoint. */
export async function playVector(provider: Provider, vector: Vector): Promise<Played> {
  const { request, extraConfig = {} } = vector;
  const rawBody = Buffer.from(request.bodyBase64 ?? '', 'base64');
  const [requestUrl = '', rawQuery = ''] = splitQuery(request.url);
  const publicUrl = extraConfig.publicUrl ?? requestUrl;
  const nowMs = Math.round(Number(vector.now) * 1000);
  const inbox = createFakeInbox({
    endpoints: { [endpoint]: { provider, publicUrl, settings: settingsOf(provider, extraConfig) } },
    secrets: { [endpoint]: secretText(vector, nowMs) },
    nowMs,
  });
  const fetched: string[] = [];
  inbox.ports.fetchKey = async ({ url, body }) => {
    fetched.push(url);
    return answerOf(extraConfig, url, body);
  };
  inbox.ports.trustedCertificates = () => ({
    roots: blocks(extraConfig.roots),
    intermediates: blocks(extraConfig.intermediates),
  });
  const { method, headers } = request;
  const response = await inbox.handle(apiEvent(endpoint, { method, headers, rawQuery, body: rawBody }), context);
  return { inbox, rawBody, response, fetched };
}

const blocks = (pems: readonly string[] | string = []) => [pems].flat().flatMap((pem) => pemBlocks(pem));

function splitQuery(url: string): readonly string[] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

/** The endpoint's settings, of those that the provider knows. */
function settingsOf({ settings = {} }: Provider, config: ExtraConfig): Settings {
  const values = Object.entries(config).filter(([name, value]) => name in settings && value !== undefined);
  return Object.fromEntries(values) as Settings;
}

/** What the provider's servers would answer; a subscription is confirmed with anything. */
function answerOf({ certificates = {}, certs, jwks }: ExtraConfig, url: string, body: string | undefined): string {
  const certificate = certificates[url];
  if (certificate !== undefined) return certificate;
  if (certs) return JSON.stringify(certs);
  if (jwks && body !== undefined) {
    const asked = Object.values(JSON.parse(body) as Record<string, string>);
    const key = Object.entries(jwks).find(([kid]) => asked.includes(kid))?.[1];
    return JSON.stringify(key ? { key } : { error_code: 'INVALID_KEY' });
  }
  if (jwks) return JSON.stringify({ keys: Object.entries(jwks).map(([kid, jwk]) => ({ kid, ...jwk })) });
  if (url.includes('ConfirmSubscription')) return '<ConfirmSubscriptionResponse/>';
  throw new Error('the vector says nothing of this URL');
}

/** The secrets, newest first; whatever else an endpoint of the provider is configured with counts as one. */
export function configuredSecrets({ secrets, extraConfig = {} }: Vector): readonly string[] {
  if (extraConfig.credentials) return extraConfig.credentials;
  const { username, password, publicKey, publicKeys, topicArns, serviceAccountEmail, webhookId, jwks } = extraConfig;
  if (username !== undefined && password !== undefined) return [`${username}:${password}`];
  if (secrets.length > 0) return secrets;
  return (
    publicKeys ??
    (publicKey === undefined ? undefined : [publicKey]) ??
    topicArns ??
    (serviceAccountEmail === undefined ? undefined : [serviceAccountEmail]) ??
    (webhookId === undefined ? undefined : [webhookId]) ??
    // What a published key is asked for with.
    (jwks ? ['client-id:secret'] : [])
  );
}

/** One secret is stored as it is, several as a list; null is an endpoint whose secret was never set. */
function secretText(vector: Vector, nowMs: number): string | null {
  const all = configuredSecrets(vector);
  if (vector.extraConfig?.pendingHandshake) {
    const awaitingHandshakeUntil = new Date(nowMs + 600_000).toISOString();
    return JSON.stringify({ awaitingHandshakeUntil, secrets: all });
  }
  const [only] = all;
  return all.length > 1 ? JSON.stringify(all) : (only ?? null);
}
