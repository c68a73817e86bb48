import { ConfigurationError } from '../runtime/errors.ts';
import { valueAt } from './json-field.ts';
import { rootSlice, sliceAt } from './json-slices.ts';
import { bodyJson, parseJson } from './parsed-body.ts';
import type { Part } from './parts.ts';
import { namedHeader } from './read-header-part.ts';
import { readPart } from './read-part.ts';
import { standsInBody } from './stands-in-body.ts';
import type { WebhookRequest } from './webhook-request.ts';

/**
 * The request with the part set to one value, so that readPart gives it back; everything else stays as it is.
 * In a body only the placeholder `{signature}` is ever replaced, or what a token will say by the token. Throws ConfigurationError for a part that cannot be set.
 */
export function writePart(part: Part, value: string, request: WebhookRequest): WebhookRequest {
  switch (part.kind) {
    case 'header':
      return withHeader(request, part.name, (part.prefix ?? '') + value);
    case 'headerParam': {
      const isOwn = (entry: string) => entry.startsWith(`${part.param}=`);
      const all = entries(request, part.name, part.separator);
      const place = all.findIndex(isOwn);
      const others = all.filter((entry) => !isOwn(entry));
      const entry = `${part.param}=${part.prefix ?? ''}${value}`;
      return withHeader(
        request,
        part.name,
        others.toSpliced(place < 0 ? others.length : place, 0, entry).join(part.separator),
      );
    }
    case 'headerList': {
      const others = entries(request, part.name, part.separator).filter((entry) => !entry.startsWith(part.prefix));
      return withHeader(request, part.name, [...others, part.prefix + value].join(part.separator));
    }
    case 'query':
      return { ...request, rawQuery: withQuery(request.rawQuery, part.name, value) };
    case 'firstOf':
      return writePart(alternative(part.parts, request), value, request);
    case 'authorization':
      return withHeader(request, 'authorization', `${part.scheme} ${value}`);
    case 'headerNamedBy':
      return withHeader(request, namedHeader(part, request), value);
    case 'eachHeader':
      return withHeader(request, part.names[0], value);
    case 'numberedHeaders':
      return withHeader(request, `${part.prefix}1`, value);
    case 'jsonField': {
      if (standsInBody(part)) return withPlaceholder(part, value, request);
      const fields = parseJson(readPart(part.of, request)[0] ?? null);
      return writePart(part.of, JSON.stringify({ ...Object(fields), [part.path]: value }), request);
    }
    case 'decoded':
      return writePart(part.of, Buffer.from(value).toString(part.encoding), request);
    case 'position': {
      if (standsInBody(part)) return withPlaceholder(part, value, request);
      const [text = ''] = readPart(part.of, request);
      const fields = text.split(part.separator);
      const placed = Array.from({ length: Math.max(fields.length, part.index + 1) }, (_, at) =>
        at === part.index ? value : (fields[at] ?? ''),
      );
      return writePart(part.of, placed.join(part.separator), request);
    }
    case 'pairs':
      return writePart(part.of, `own${part.between}${value}`, request);
    case 'rawBody':
      return { ...request, rawBody: Buffer.from(value) };
    case 'bodyField':
    case 'formField':
      return withPlaceholder(part, value, request);
    default:
      throw new ConfigurationError(`a ${part.kind} cannot be set: only headers and the query string can`);
  }
}

const entries = ({ headers }: WebhookRequest, name: string, separator: string): readonly string[] =>
  (headers.get(name) ?? '')
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const placeholder = '{signature}';

function withPlaceholder(part: Part, value: string, request: WebhookRequest): WebhookRequest {
  const { headers, rawBody } = request;
  const claims = part.kind === 'bodyField' ? objectAt(part.path, request) : null;
  if (claims)
    return { ...request, rawBody: Buffer.concat([claims.before, Buffer.from(JSON.stringify(value)), claims.after]) };
  if (readPart(part, request)[0] !== placeholder) {
    throw new ConfigurationError(`the body has no ${placeholder} where its signature stands`);
  }
  const isForm = headers.get('content-type')?.includes('form-urlencoded') ?? false;
  const text = isForm ? encodeURIComponent(value) : JSON.stringify(value).slice(1, -1);
  const written = isForm && !rawBody.includes(placeholder) ? encodeURIComponent(placeholder) : placeholder;
  return { ...request, rawBody: Buffer.from(rawBody.toString('utf8').replace(written, () => text)) };
}

/** Where a token will stand a draft has an object, which is what the token says. */
function objectAt(path: string, request: WebhookRequest) {
  const { rawBody } = request;
  const value = valueAt(bodyJson(request), path);
  const slice = typeof value === 'object' && value !== null ? sliceAt(rawBody, rootSlice(rawBody), path) : null;
  return slice ? { before: rawBody.subarray(0, slice.start), after: rawBody.subarray(slice.end) } : null;
}

function withHeader(request: WebhookRequest, name: string, value: string): WebhookRequest {
  return { ...request, headers: new Map([...request.headers, [name, value]]) };
}

function withQuery(rawQuery: string, name: string, value: string): string {
  const key = encodeURIComponent(name);
  const others = rawQuery.split('&').filter((pair) => pair !== '' && pair !== key && !pair.startsWith(`${key}=`));
  return [...others, `${key}=${encodeURIComponent(value)}`].join('&');
}

/** The one in use, else the last: newer names come first in a definition, and not every sender knows them yet. */
function alternative(parts: readonly Part[], request: WebhookRequest): Part {
  const chosen = parts.find((part) => readPart(part, request).length > 0) ?? parts.at(-1);
  if (!chosen) throw new ConfigurationError('firstOf names no part');
  return chosen;
}
