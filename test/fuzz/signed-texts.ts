import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Content, Part } from '../../lambdas/verification/parts.ts';
import { publicUrl } from '../support/signed-delivery.ts';
import { type Sent, textOf } from './sent.ts';

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
  const texts = textsOfHeader(part, sent) ?? textsOfBody(part, sent);
  if (texts !== null) return texts;
  switch (part.kind) {
    case 'query':
      return new URLSearchParams(sent.query).getAll(part.name);
    case 'method':
      return [sent.method];
    case 'url': {
      const received = sent.query === '' ? '' : `?${sent.query}`;
      const url = publicUrl + (part.query === 'received' ? received : '');
      return part.decoded === undefined ? [url, url.replace(/^(https:\/\/[^/]+)/, '$1:443')] : null;
    }
    case 'secret':
      return [secret];
    case 'requires':
      return [''];
    case 'lowerCase':
      return textsOf(part.part, sent, secret)?.map((text) => text.toLowerCase()) ?? null;
    case 'firstOf': {
      const all = part.parts.map((one) => textsOf(one, sent, secret));
      return all.some((one) => one === null) ? null : all.flatMap((one) => one ?? []);
    }
    default:
      return null;
  }
}

function textsOfHeader(part: Part, { headers }: Sent): readonly string[] | null {
  switch (part.kind) {
    case 'header':
      return list(headers.get(part.name)?.replace(part.prefix ?? '', ''));
    case 'headerParam': {
      const pairs = (headers.get(part.name) ?? '').split(/[,;&]/).map((pair) => pair.trim());
      return pairs.filter((pair) => pair.startsWith(`${part.param}=`)).map((pair) => pair.slice(part.param.length + 1));
    }
    default:
      return null;
  }
}

function textsOfBody(part: Part, sent: Sent): readonly string[] | null {
  const { body } = sent;
  switch (part.kind) {
    case 'bodyField':
      return list(field(body.toString('utf8'), part.path));
    case 'formField':
      return new URLSearchParams(body.toString('utf8')).getAll(part.name);
    case 'sortedFormFields':
      return [sortedFields(body.toString('utf8'))];
    case 'bodyHash':
      return [hashOf(body, part)];
    case 'bodyHashMatches':
      return textOf(sent).includes(hashOf(body, part)) ? [''] : [];
    case 'bodyCrc32':
      return [String(crc32(body))];
    case 'emptyBody':
      return body.length === 0 ? [''] : [];
    default:
      return null;
  }
}

const hashOf = (body: Buffer, { hash, encoding }: Extract<Part, { kind: 'bodyHash' | 'bodyHashMatches' }>) =>
  createHash(hash)
    .update(body)
    .digest(encoding === 'anyCaseHex' ? 'hex' : encoding);

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
