import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Content, Part } from '../../lambdas/verification/parts.ts';
import { publicUrl } from '../support/signed-delivery.ts';

/** A delivery as it was sent. */
export interface Sent {
  readonly method: string;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: string;
  readonly body: Buffer;
}

export function sentIn(event: APIGatewayProxyEventV2): Sent {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(event.headers)) {
    const known = headers.get(name.toLowerCase());
    if (typeof value === 'string') headers.set(name.toLowerCase(), known === undefined ? value : `${known},${value}`);
  }
  return {
    method: event.requestContext.http.method,
    headers,
    query: event.rawQueryString,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
};

/** All the text in which a signature may stand, decoded and not. */
export function textOf({ headers, query, body }: Sent): string {
  const text = body.toString('utf8');
  return [...headers.values(), query, decoded(query), text, decoded(text)].join('\n');
}

/** Every byte string that may be signed; null when a part is not judged here. */
export function contentsOf(alternatives: readonly Content[], sent: Sent, secret: string): readonly Buffer[] | null {
  const contents = alternatives.map((content) => contentOf(content, sent, secret));
  return contents.some((content) => content === null) ? null : contents.flatMap((content) => content ?? []);
}

function contentOf(content: Content, sent: Sent, secret: string): readonly Buffer[] | null {
  let contents: readonly Buffer[] = [Buffer.alloc(0)];
  for (const part of content) {
    const values = bytesOf(part, sent, secret);
    if (values === null) return null;
    contents = contents.flatMap((before) => values.map((value) => Buffer.concat([before, value])));
  }
  return contents;
}

function bytesOf(part: Part | string, sent: Sent, secret: string): readonly Buffer[] | null {
  if (typeof part === 'string') return [Buffer.from(part)];
  if (part.kind === 'rawBody') return [sent.body];
  if (part.kind === 'whenPresent') {
    const there = textsOf(part.part, sent, secret);
    if (there === null) return null;
    return there.length === 0 ? [Buffer.alloc(0)] : contentOf(part.content, sent, secret);
  }
  return textsOf(part, sent, secret)?.map((text) => Buffer.from(text)) ?? null;
}

const list = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : [text]);

/** The texts of a part, more rather than fewer; null for one that is not judged here. */
export function textsOf(part: Part, sent: Sent, secret: string): readonly string[] | null {
  switch (part.kind) {
    case 'header':
      return list(sent.headers.get(part.name)?.replace(part.prefix ?? '', ''));
    case 'headerParam': {
      const pairs = (sent.headers.get(part.name) ?? '').split(/[,;&]/).map((pair) => pair.trim());
      return pairs.filter((pair) => pair.startsWith(`${part.param}=`)).map((pair) => pair.slice(part.param.length + 1));
    }
    case 'headerPosition':
      return list((sent.headers.get(part.name) ?? '').split(part.separator)[part.index]?.trim());
    case 'query':
      return new URLSearchParams(sent.query).getAll(part.name);
    case 'method':
      return [sent.method];
    case 'url': {
      const url = publicUrl + (sent.query === '' ? '' : `?${sent.query}`);
      return part.decoded === undefined ? [url, url.replace(/^(https:\/\/[^/]+)/, '$1:443')] : null;
    }
    case 'bodyField':
      return list(field(sent.body.toString('utf8'), part.path));
    case 'formField':
      return new URLSearchParams(sent.body.toString('utf8')).getAll(part.name);
    case 'sortedFormFields':
      return [sortedFields(sent.body.toString('utf8'))];
    case 'secret':
      return [secret];
    case 'bodyHash':
      return [
        createHash(part.hash)
          .update(sent.body)
          .digest(part.encoding === 'anyCaseHex' ? 'hex' : part.encoding),
      ];
    case 'bodyCrc32':
      return [String(crc32(sent.body))];
    case 'bodyHashMatches': {
      const hash = createHash(part.hash)
        .update(sent.body)
        .digest(part.encoding === 'anyCaseHex' ? 'hex' : part.encoding);
      return textOf(sent).includes(hash) ? [''] : [];
    }
    case 'requires':
      return [''];
    case 'emptyBody':
      return sent.body.length === 0 ? [''] : [];
    case 'firstOf': {
      const texts = part.parts.map((one) => textsOf(one, sent, secret));
      return texts.some((one) => one === null) ? null : texts.flatMap((one) => one ?? []);
    }
    default:
      return null;
  }
}

/** Strings as they are, everything else as it is written. */
function field(json: string, path: string): string | undefined {
  try {
    const value = path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), JSON.parse(json));
    return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
      ? String(value)
      : undefined;
  } catch {
    return undefined;
  }
}

function sortedFields(form: string): string {
  const pairs = new Map([...new URLSearchParams(form)].map((pair) => [JSON.stringify(pair), pair]));
  const texts = [...pairs.values()].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1));
  return texts.map(([name, value]) => name + value).join('');
}
