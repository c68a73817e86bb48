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
  /** Every header of these names that is there, e.g. one for each secret while it is rolled. */
  | { readonly kind: 'eachHeader'; readonly names: readonly [string, ...string[]] }
  /** One field of a text whose fields have places, not names: `hmac;1;1795514400;abc=`, a token's `head.payload.signature`; counted from 0. */
  | { readonly kind: 'position'; readonly of: Part; readonly separator: string; readonly index: number }
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
  /** A field of a form-encoded body, or of a multipart one (RFC 7578). */
  | { readonly kind: 'formField'; readonly name: string }
  /** A field of the JSON document that another part's text is, by dotted path as `bodyField`. */
  | { readonly kind: 'jsonField'; readonly of: Part; readonly path: string }
  /** The text that stands in base64 or base64url in another part; none unless it is that and decodes to UTF-8. */
  | { readonly kind: 'decoded'; readonly of: Part; readonly encoding: 'base64' | 'base64url' }
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
  /** The public URL's path alone. */
  | { readonly kind: 'path' }
  /** The headers that the delivery itself lists; none unless all of them are there, and those that are needed among them. */
  | {
      readonly kind: 'listedHeaders';
      readonly list: Part;
      /** What stands between two names of the list. */
      readonly separator: string;
      /** In lower case. */
      readonly needed: readonly string[];
      /** What stands between name and value; absent where the values alone are signed. */
      readonly assign?: string;
      readonly joinedBy: string;
      /** Characters that no value may have, where nothing else tells the last one from what follows it. */
      readonly without?: string;
      /** `sorted`: names in lower case, each once; `listed`: as the list has them. */
      readonly order: 'sorted' | 'listed';
    }
  /** A setting of the endpoint in bin/webhooks.ts; every value of a list. */
  | { readonly kind: 'setting'; readonly name: string; readonly otherwise?: string }
  /** The configured secret's text, where a scheme signs it or compares it; never part of an event's identity. */
  | { readonly kind: 'secret' }
  /** One value made of several; none unless each of them has exactly one. */
  | { readonly kind: 'joined'; readonly separator: string; readonly parts: readonly Part[] }
  /** The request body, byte for byte. */
  | { readonly kind: 'rawBody' }
  /** Bytes that content hashes to, where a provider signs a hash instead of the content. */
  | { readonly kind: 'hashed'; readonly hash: HashName; readonly content: Content }
  /** Content in base64url, as tokens hold what they sign. */
  | { readonly kind: 'encoded'; readonly content: Content }
  /** Form fields sorted by raw name, `name` and decoded `value` run together; no value unless the body is a form. */
  | { readonly kind: 'sortedFormFields' }
  /** Hash of the raw body as text. */
  | { readonly kind: 'bodyHash'; readonly hash: HashName; readonly encoding: SignatureEncoding }
  /** The part's text in lower case, where a provider signs it so whatever it sends. */
  | { readonly kind: 'lowerCase'; readonly part: Part }
  /** The hash of the part's text. */
  | { readonly kind: 'hashText'; readonly part: Part; readonly hash: HashName; readonly encoding: SignatureEncoding }
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

export const eachHeader = (...names: readonly [string, ...string[]]): Part => ({ kind: 'eachHeader', names });

export const position = (of: Part, index: number, options: { separator: string }): Part => ({
  kind: 'position',
  of,
  index,
  ...options,
});
/** @public */
export const headerPosition = (name: string, index: number, options: { separator: string }): Part =>
  position(header(name), index, options);

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
export const jsonField = (of: Part, path: string): Part => ({ kind: 'jsonField', of, path });
/** A field of a JSON document that stands in a field of a form. */
export const formJsonField = (name: string, path: string): Part => jsonField(formField(name), path);
export const decoded = (of: Part, encoding: 'base64' | 'base64url'): Part => ({ kind: 'decoded', of, encoding });
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
export const path: Part = { kind: 'path' };
export const listedHeaders = (
  list: Part,
  options: Omit<Extract<Part, { kind: 'listedHeaders' }>, 'kind' | 'list'>,
): Part => ({ kind: 'listedHeaders', list, ...options });
export const setting = (name: string, options: { otherwise?: string } = {}): Part => ({
  kind: 'setting',
  name,
  ...options,
});
export const secretText: Part = { kind: 'secret' };
export const joined = (separator: string, ...parts: readonly Part[]): Part => ({ kind: 'joined', separator, parts });
export const rawBody: Part = { kind: 'rawBody' };
export const hashed = (hash: HashName, ...content: Content): Part => ({ kind: 'hashed', hash, content });
export const encoded = (...content: Content): Part => ({ kind: 'encoded', content });
export const sortedFormFields: Part = { kind: 'sortedFormFields' };
export const lowerCase = (part: Part): Part => ({ kind: 'lowerCase', part });
export const hashText = (part: Part, hash: HashName, encoding: SignatureEncoding): Part => ({
  kind: 'hashText',
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
