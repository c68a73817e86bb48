import { readToken } from './jwt.ts';
import type { Content } from './parts.ts';
import { onlyValue } from './read-part.ts';
import type { Jwt, KeySource, VerificationScheme } from './scheme.ts';
import { schemeFor } from './scheme-for.ts';
import { signedContents } from './signed-content.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** What has to be asked for before a delivery can be verified. */
export interface KeyRequest {
  readonly url: string;
  /** What the delivery itself carries instead, in PEM: nothing is asked for then. */
  readonly certificates?: string;
  /** What has to be got first: the token with which the key is asked for. */
  readonly grant?: { readonly url: string; readonly authorization: string; readonly form: string };
  /** The JSON to post; a GET without it. */
  readonly body?: string;
  /** The key's id as the token names it. */
  readonly keyId: string | null;
  readonly source: KeySource;
}

/**
 * Null when the scheme needs no published key, or when the delivery names none that may be asked for: then nothing is
 * fetched and nothing verifies.
 */
export function keyRequestOf(
  scheme: VerificationScheme,
  request: WebhookRequest,
  secrets: readonly string[],
): KeyRequest | null {
  const chosen = schemeFor(scheme, request);
  if (chosen?.kind === 'jwt')
    return typeof chosen.key === 'object' ? ofToken(chosen, chosen.key, request, secrets) : null;
  if (chosen?.kind !== 'publicKey' || typeof chosen.keyFormat === 'string') return null;
  const { keyFormat: source } = chosen;
  if (!('keyId' in source) || !source.keyId) return requestTo(source, null, request, secrets);
  const keyId = onlyValue(source.keyId, request);
  return keyId === undefined ? null : requestTo(source, keyId, request, secrets);
}

function ofToken(
  scheme: Jwt,
  source: KeySource,
  request: WebhookRequest,
  secrets: readonly string[],
): KeyRequest | null {
  const text = onlyValue(scheme.token, request);
  const parsed = text === undefined ? null : readToken(scheme, text);
  if (parsed && source.kind === 'certificateChain')
    return { url: '', certificates: parsed.certificates, keyId: null, source };
  const known = parsed && scheme.algorithms.some((name) => name === parsed.algorithm);
  return known && parsed.keyId ? requestTo(source, parsed.keyId, request, secrets) : null;
}

function requestTo(
  source: KeySource,
  keyId: string | null,
  request: WebhookRequest,
  secrets: readonly string[],
): KeyRequest | null {
  switch (source.kind) {
    case 'keySet': {
      const url = constantUrl(source.url, request, secrets);
      return url === null ? null : { url, keyId, source };
    }
    case 'keyApi': {
      const url = constantUrl(source.url, request, secrets);
      const [clientId = '', secret = ''] = split(secrets[0] ?? '');
      if (url === null || keyId === null || secret === '') return null;
      const { fields } = source;
      const body = JSON.stringify({ [fields.clientId]: clientId, [fields.secret]: secret, [fields.keyId]: keyId });
      return { url, body, keyId, source };
    }
    case 'grantedKeyApi':
      return grantedRequest(source, keyId ?? '', request, secrets);
    case 'certificateChain':
      // Only tokens carry certificates.
      return null;
    case 'certificate': {
      const url = onlyValue(source.url, request);
      return url !== undefined && isPinned(url, source) ? { url, keyId, source } : null;
    }
  }
}

function grantedRequest(
  source: Extract<KeySource, { kind: 'grantedKeyApi' }>,
  keyId: string,
  request: WebhookRequest,
  secrets: readonly string[],
): KeyRequest | null {
  const url = constantUrl(source.url, request, secrets);
  const tokenUrl = constantUrl(source.tokenUrl, request, secrets);
  const [clientId = '', secret = ''] = (secrets[0] ?? '').split(':');
  if (!url || !tokenUrl || secret === '' || !new RegExp(`^(?:${source.keyIdPattern})$`).test(keyId)) return null;
  const grant = {
    url: tokenUrl,
    authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
    form: new URLSearchParams({ grant_type: 'client_credentials', scope: source.scope }).toString(),
  };
  return { url: url + keyId, grant, keyId, source };
}

const split = (text: string): readonly string[] => {
  const at = text.indexOf(':');
  return at < 0 ? [] : [text.slice(0, at), text.slice(at + 1)];
};

/** From the definition, the endpoint's settings and what it is configured with, never from the delivery. */
function constantUrl(content: Content, request: WebhookRequest, [secret = '']: readonly string[]): string | null {
  const { settings = {}, publicUrl } = request;
  const nothing = { method: 'GET', headers: new Map(), rawQuery: '', rawBody: Buffer.alloc(0) };
  const configured = { ...nothing, publicUrl, settings, secret };
  const [url] = signedContents([content], configured);
  return url ? url.toString() : null;
}

/** Whether a URL that a delivery names is one of the provider's own. The text itself is matched: no parser decides. */
export function isPinned(url: string, { host, path }: { readonly host: string; readonly path: string }): boolean {
  const found = /^https:\/\/([a-z0-9.-]+)(\/[A-Za-z0-9._~/-]*)$/.exec(url);
  if (!found) return false;
  const [, named = '', rest = ''] = found;
  if (rest.includes('..') || rest.includes('//')) return false;
  return new RegExp(`^(?:${host})$`).test(named) && new RegExp(`^(?:${path})$`).test(rest);
}
