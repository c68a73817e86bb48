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
  /** The values of the first part that has any: providers that renamed a header send one name or the other. */
  | { readonly kind: 'firstOf'; readonly parts: readonly Part[] }
  /** A field of the JSON body by dotted path (`data.object.id`, `items.0.id`); numbers yield their digits as sent. */
  | { readonly kind: 'bodyField'; readonly path: string }
  /** A field of a form-encoded body. */
  | { readonly kind: 'formField'; readonly name: string }
  /** A field of a JSON document that stands in a field of a form-encoded body. */
  | { readonly kind: 'formJsonField'; readonly name: string; readonly path: string }
  | { readonly kind: 'query'; readonly name: string }
  | { readonly kind: 'method' }
  /** The endpoint's public URL as configured, with the query string of the request. `port: 'either'` also tries it with or without the port. */
  | { readonly kind: 'url'; readonly port: 'asConfigured' | 'either' }
  /** The request body, byte for byte. */
  | { readonly kind: 'rawBody' }
  /** Form fields sorted by raw name, `name` and decoded `value` run together; no value unless the body is a form. */
  | { readonly kind: 'sortedFormFields' }
  /** Hash of the raw body as text. */
  | { readonly kind: 'bodyHash'; readonly hash: HashName; readonly encoding: SignatureEncoding }
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
export type SignatureEncoding = 'hex' | 'base64' | 'base64url';

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

export const firstOf = (...parts: readonly Part[]): Part => ({ kind: 'firstOf', parts });
export const bodyField = (path: string): Part => ({ kind: 'bodyField', path });
export const formField = (name: string): Part => ({ kind: 'formField', name });
export const formJsonField = (name: string, path: string): Part => ({ kind: 'formJsonField', name, path });
export const query = (name: string): Part => ({ kind: 'query', name });
/** @public */
export const method: Part = { kind: 'method' };
export const url = (options: { port?: 'asConfigured' | 'either' } = {}): Part => ({
  kind: 'url',
  port: 'asConfigured',
  ...options,
});
export const rawBody: Part = { kind: 'rawBody' };
export const sortedFormFields: Part = { kind: 'sortedFormFields' };
export const emptyBody: Part = { kind: 'emptyBody' };
/** @public */
export const bodyHash = (hash: HashName, encoding: SignatureEncoding): Part => ({ kind: 'bodyHash', hash, encoding });
export const bodyHashMatches = (from: Part, hash: HashName, encoding: SignatureEncoding): Part => ({
  kind: 'bodyHashMatches',
  from,
  hash,
  encoding,
});
