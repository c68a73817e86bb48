import type { WebhookRequest } from './webhook-request.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type FormFields = readonly (readonly [name: string, value: string])[];

interface Parsed {
  json?: JsonValue | undefined;
  text?: string | null;
  form?: FormFields | null;
}

const parsed = new WeakMap<WebhookRequest, Parsed>();

function parsedOf(request: WebhookRequest): Parsed {
  let entry = parsed.get(request);
  if (!entry) {
    entry = {};
    parsed.set(request, entry);
  }
  return entry;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body as text; null when it is not UTF-8. Only for reading fields: what is signed are the bytes. */
export function bodyText(request: WebhookRequest): string | null {
  const entry = parsedOf(request);
  if (entry.text === undefined) {
    try {
      entry.text = strictUtf8.decode(request.rawBody);
    } catch {
      entry.text = null;
    }
  }
  return entry.text;
}

/** The body as JSON; undefined when it is not JSON. Parsed once per delivery, whatever its content type says. */
export function bodyJson(request: WebhookRequest): JsonValue | undefined {
  const entry = parsedOf(request);
  if (!('json' in entry)) entry.json = parseJson(bodyText(request));
  return entry.json;
}

export function parseJson(text: string | null): JsonValue | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The fields of a form-encoded body in the order sent; null when the body is not a form. */
export function bodyForm(request: WebhookRequest): FormFields | null {
  const entry = parsedOf(request);
  if (entry.form === undefined) entry.form = isForm(request) ? parseForm(bodyText(request)) : null;
  return entry.form;
}

function isForm({ headers }: WebhookRequest): boolean {
  const [mediaType = ''] = (headers.get('content-type') ?? '').split(';', 1);
  return mediaType.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** Far above any provider's form. Reading millions of fields would cost more memory than the function has, before anything is verified. */
const maxFields = 10_000;

/**
 * Null when an escape is broken or does not decode to UTF-8: a replaced character would let two bodies read alike.
 * Null as well when there are too many fields.
 */
export function parseForm(text: string | null): FormFields | null {
  if (text === null) return null;
  const pairs = text.split('&', maxFields + 1);
  if (pairs.length > maxFields) return null;
  try {
    return pairs
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        const name = at < 0 ? pair : pair.slice(0, at);
        return [decode(name), at < 0 ? '' : decode(pair.slice(at + 1))] as const;
      });
  } catch {
    return null;
  }
}

/** Throws URIError on a broken escape. */
const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
