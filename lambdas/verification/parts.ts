/**
 * Parts: the vocabulary in which a provider says where something stands in a delivery.
 * They are plain JSON data, so that a definition written in bin/webhooks.ts can travel into the ingest bundle at synth.
 * Reading a part yields *all* its values: none when absent or malformed, several while a secret is rolled.
 */
export type Part =
  /** A header, whole; names are case-insensitive. `prefix` must be there and is cut off. */
  | { readonly kind: 'header'; readonly name: string; readonly prefix?: string }
  /** One key of a `k=v,k=v` header, every occurrence of it. */
  | {
      readonly kind: 'headerParam';
      readonly name: string;
      readonly param: string;
      readonly separator: string;
      readonly prefix?: string;
    }
  /** Every entry of a list header that carries the prefix, e.g. `v1,AAA v1,BBB`. */
  | { readonly kind: 'headerList'; readonly name: string; readonly separator: string; readonly prefix: string }
  /** Every header of the family `<prefix>1`, `<prefix>2`, … that is there, up to `last`. */
  | { readonly kind: 'numberedHeaders'; readonly prefix: string; readonly last: number }
  /** One field of a header whose fields have places, not names: `hmac;1;1795514400;abc=`; counted from 0. */
  | { readonly kind: 'headerPosition'; readonly name: string; readonly separator: string; readonly index: number }
  /** The credentials of `Authorization: <scheme> <credentials>`; the scheme's name is case-insensitive (RFC 9110, section 11.1). */
  | { readonly kind: 'authorization'; readonly scheme: string }
  /** A header whose name the user chose: the endpoint's setting, else `otherwise`. */
  | { readonly kind: 'headerNamedBy'; readonly setting: string; readonly otherwise: string }
  /** The values of the first part that has any: providers that renamed a header send one name or the other. */
  | { readonly kind: 'firstOf'; readonly parts: readonly Part[] }
  /** A field of the JSON body by dotted path (`data.object.id`, `items.0.id`); numbers yield their digits as sent. */
  | { readonly kind: 'bodyField'; readonly path: string }
  /** The name of the only key of the JSON body that matches the pattern. */
  | { readonly kind: 'bodyKey'; readonly pattern: string }
  /** A field of a form-encoded body. */
  | { readonly kind: 'formField'; readonly name: string }
  /** A field of a JSON document that stands in a field of a form-encoded body. */
  | { readonly kind: 'formJsonField'; readonly name: string; readonly path: string }
  | { readonly kind: 'query'; readonly name: string }
  | { readonly kind: 'method' }
  /**
   * The endpoint's public URL as configured, with the query string of the request or its own.
   * `port: 'either'` also tries it with or without the port.
   */
  | {
      readonly kind: 'url';
      readonly port: 'asConfigured' | 'either';
      readonly query: 'received' | 'configured';
      /** Characters whose percent escapes the provider decodes before signing. */
      readonly decoded?: string;
    }
  /** The public URL's path with the query string as received; `encodedQuery` escapes it once more. */
  | { readonly kind: 'pathAndQuery'; readonly encodedQuery: boolean }
  /** `name:value` of the headers that the delivery's own list header names, in lower case, sorted, joined by `;`; none unless it names those that are needed. */
  | { readonly kind: 'listedHeaders'; readonly list: string; readonly needed: readonly string[] }
  /** A setting of the endpoint in bin/webhooks.ts; every value of a list. */
  | { readonly kind: 'setting'; readonly name: string; readonly otherwise?: string }
  /** The configured secret's text, where a scheme signs it or compares it; never part of an event's identity. */
  | { readonly kind: 'secret' }
  /** One value made of several; none unless each of them has exactly one. */
  | { readonly kind: 'joined'; readonly separator: string; readonly parts: readonly Part[] }
  /** The request body, byte for byte. */
  | { readonly kind: 'rawBody' }
  /** Form fields sorted by raw name, `name` and decoded `value` run together; no value unless the body is a form. */
  | { readonly kind: 'sortedFormFields' }
  /** Hash of the raw body as text. */
  | { readonly kind: 'bodyHash'; readonly hash: HashName; readonly encoding: SignatureEncoding }
  /** The part's text in lower case, where a provider signs it so whatever it sends. */
  | { readonly kind: 'lowerCase'; readonly part: Part }
  /** The hash of the part's text. */
  | { readonly kind: 'hashed'; readonly part: Part; readonly hash: HashName; readonly encoding: SignatureEncoding }
  /** The part's text as a JSON string, quotes and escapes as JSON.stringify writes them. */
  | { readonly kind: 'jsonText'; readonly part: Part }
  /** What stands behind `between` in each entry of a list in a field: `key|signature&key|signature`. */
  | { readonly kind: 'pairs'; readonly of: Part; readonly separator: string; readonly between: string }
  /** CRC-32 of the raw body as an unsigned decimal number. It finds accidents, not forgeries. */
  | { readonly kind: 'bodyCrc32' }
  /** The content when the part has a value, else the empty text: for fields that may be absent. */
  | { readonly kind: 'whenPresent'; readonly part: Part; readonly content: Content }
  /** Contributes nothing to the content, but is there only when the part's one value is among those given. */
  | { readonly kind: 'requires'; readonly part: Part; readonly oneOf: readonly string[] | Part }
  /** Contributes nothing to the content, but is there only when the named part equals the hash of the raw body. */
  | {
      readonly kind: 'bodyHashMatches';
      readonly from: Part;
      readonly hash: HashName;
      readonly encoding: SignatureEncoding;
    }
  /** Contributes nothing to the content, but is there only when the body is empty. */
  | { readonly kind: 'emptyBody' };

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
/** `hex` is lower case, as nearly everybody writes it; `anyCaseHex` is for the few who do not. */
export type SignatureEncoding = 'hex' | 'anyCaseHex' | 'base64' | 'base64url';

/** A sequence of parts and literal text, concatenated as bytes. */
export type Content = readonly (Part | string)[];

export const header = (name: string, options: { prefix?: string } = {}): Part => ({
  kind: 'header',
  name: name.toLowerCase(),
  ...options,
});

export const headerParam = (
  name: string,
  param: string,
  options: { separator?: string; prefix?: string } = {},
): Part => ({ kind: 'headerParam', name: name.toLowerCase(), param, separator: ',', ...options });

export const headerList = (name: string, options: { separator: string; prefix: string }): Part => ({
  kind: 'headerList',
  name: name.toLowerCase(),
  ...options,
});

export const numberedHeaders = (prefix: string, last: number): Part => ({
  kind: 'numberedHeaders',
  prefix: prefix.toLowerCase(),
  last,
});

/** @public */
export const headerPosition = (name: string, index: number, options: { separator: string }): Part => ({
  kind: 'headerPosition',
  name: name.toLowerCase(),
  index,
  ...options,
});

export const bearer: Part = { kind: 'authorization', scheme: 'bearer' };
export const headerNamedBy = (setting: string, options: { otherwise: string }): Part => ({
  kind: 'headerNamedBy',
  setting,
  ...options,
});

export const firstOf = (...parts: readonly Part[]): Part => ({ kind: 'firstOf', parts });
export const bodyField = (path: string): Part => ({ kind: 'bodyField', path });
export const bodyKey = (pattern: string): Part => ({ kind: 'bodyKey', pattern });
export const formField = (name: string): Part => ({ kind: 'formField', name });
export const formJsonField = (name: string, path: string): Part => ({ kind: 'formJsonField', name, path });
export const query = (name: string): Part => ({ kind: 'query', name });
/** @public */
export const method: Part = { kind: 'method' };
export const url = (
  options: { port?: 'asConfigured' | 'either'; query?: 'received' | 'configured'; decoded?: string } = {},
): Part => ({
  kind: 'url',
  port: 'asConfigured',
  query: 'received',
  ...options,
});
export const pathAndQuery = (options: { encodedQuery?: boolean } = {}): Part => ({
  kind: 'pathAndQuery',
  encodedQuery: false,
  ...options,
});
export const listedHeaders = (list: string, options: { needed: readonly string[] }): Part => ({
  kind: 'listedHeaders',
  list: list.toLowerCase(),
  ...options,
});
export const setting = (name: string, options: { otherwise?: string } = {}): Part => ({
  kind: 'setting',
  name,
  ...options,
});
export const secretText: Part = { kind: 'secret' };
export const joined = (separator: string, ...parts: readonly Part[]): Part => ({ kind: 'joined', separator, parts });
export const rawBody: Part = { kind: 'rawBody' };
export const sortedFormFields: Part = { kind: 'sortedFormFields' };
export const lowerCase = (part: Part): Part => ({ kind: 'lowerCase', part });
export const hashed = (part: Part, hash: HashName, encoding: SignatureEncoding): Part => ({
  kind: 'hashed',
  part,
  hash,
  encoding,
});
export const jsonText = (part: Part): Part => ({ kind: 'jsonText', part });
export const pairs = (of: Part, options: { separator: string; between: string }): Part => ({
  kind: 'pairs',
  of,
  ...options,
});
export const bodyCrc32: Part = { kind: 'bodyCrc32' };
export const whenPresent = (part: Part, ...content: Content): Part => ({ kind: 'whenPresent', part, content });
/** The part's value, or the empty text when it has none. */
export const optional = (part: Part): Part => whenPresent(part, part);
export const requires = (part: Part, ...oneOf: readonly string[]): Part => ({ kind: 'requires', part, oneOf });
export const requiresSame = (part: Part, other: Part): Part => ({ kind: 'requires', part, oneOf: other });
export const emptyBody: Part = { kind: 'emptyBody' };
export const bodyHash = (hash: HashName, encoding: SignatureEncoding): Part => ({ kind: 'bodyHash', hash, encoding });
export const bodyHashMatches = (from: Part, hash: HashName, encoding: SignatureEncoding): Part => ({
  kind: 'bodyHashMatches',
  from,
  hash,
  encoding,
});
