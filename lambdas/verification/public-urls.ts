import type { WebhookRequest } from './webhook-request.ts';

const standardPorts = new Map([
  ['https:', '443'],
  ['http:', '80'],
]);

/**
 * The URL that the provider signed: as configured, with the query string that arrived (providers append to it).
 * With `either`, also with the port left out or the standard port put in, for senders that normalise it.
 */
export function publicUrls(
  { publicUrl, rawQuery }: WebhookRequest,
  port: 'asConfigured' | 'either',
): readonly string[] {
  const query = rawQuery === '' ? '' : `?${rawQuery}`;
  const own = `${publicUrl}${query}`;
  if (port === 'asConfigured') return [own];
  const match = /^(https?:)\/\/([^/:?#]+)(?::(\d+))?([/?#].*)?$/.exec(publicUrl);
  if (!match) return [own];
  const [, scheme = '', host = '', configuredPort, path = ''] = match;
  const other = configuredPort === undefined ? `:${standardPorts.get(scheme)}` : '';
  return [own, `${scheme}//${host}${other}${path}${query}`];
}
