import type { WebhookRequest } from './webhook-request.ts';

const standardPorts = new Map([
  ['https:', '443'],
  ['http:', '80'],
]);

/**
 * The URL that the provider signed. `received`: as configured, with the query string that arrived (some append to it).
 * `configured`: as configured, query string and all. With port `either`, also with the port left out or the standard
 * port put in, for senders that normalise it.
 */
export function publicUrls(
  { publicUrl, rawQuery }: WebhookRequest,
  { port, query }: { readonly port: 'asConfigured' | 'either'; readonly query: 'received' | 'configured' },
): readonly string[] {
  const [base, configuredQuery] = splitQuery(publicUrl);
  const text = query === 'received' ? rawQuery : configuredQuery;
  const tail = text === '' ? '' : `?${text}`;
  const own = `${base}${tail}`;
  if (port === 'asConfigured') return [own];
  const match = /^(https?:)\/\/([^/:?#]+)(?::(\d+))?([/?#].*)?$/.exec(base);
  if (!match) return [own];
  const [, scheme = '', host = '', configuredPort, path = ''] = match;
  const other = configuredPort === undefined ? `:${standardPorts.get(scheme)}` : '';
  return [own, `${scheme}//${host}${other}${path}${tail}`];
}

function splitQuery(url: string): readonly [base: string, query: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/** The URL with only the escapes of these characters decoded, as some senders do before they sign. */
export function decodeOnly(url: string, characters = ''): string {
  return url.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return characters.includes(character) ? character : encoded;
  });
}

/** What follows scheme and host, without the query. */
export const pathOf = ({ publicUrl }: WebhookRequest): string =>
  /^https?:\/\/[^/?#]+([^?#]*)/.exec(publicUrl)?.[1] || '/';

/** What follows scheme and host. With `encodedQuery` the query is escaped as one text, and then the whole as a URI. */
export function pathAndQuery(request: WebhookRequest, encodedQuery: boolean): string {
  const { rawQuery } = request;
  const path = pathOf(request);
  if (!encodedQuery) return rawQuery === '' ? path : `${path}?${rawQuery}`;
  return encodeURI(rawQuery === '' ? path : `${path}?${encodeURIComponent(rawQuery)}`);
}
