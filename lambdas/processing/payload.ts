import { InvalidPayloadError } from '../runtime/errors.ts';

/**
 * What a handler gets as its payload, by content type:
 * - JSON: the parsed value. A body that is declared JSON and is not is an InvalidPayloadError.
 * - form: an object of its fields, repeated ones as arrays; when its only field is `payload` and holds JSON
 *   (GitHub's form mode, Slack's interactions), that JSON.
 * - XML and other text: the text, but text that is a JSON object or array (SNS sends it as text/plain) is parsed.
 * - no content type: JSON when it is a JSON object or array, else the bytes.
 * - anything else: the bytes, as a Buffer.
 * An empty body is null.
 */
export function parsePayload(contentType: string | null, rawBody: Buffer): unknown {
  if (rawBody.length === 0) return null;
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^(application|text)\/(json|.+\+json)$/.test(mediaType)) return parseJson(rawBody);
  if (mediaType === 'application/x-www-form-urlencoded') return parseForm(rawBody.toString('utf8'));
  if (/^(application|text)\/(xml|.+\+xml)$/.test(mediaType)) return utf8(rawBody) ?? rawBody;
  if (mediaType.startsWith('text/')) return jsonContainer(rawBody) ?? utf8(rawBody) ?? rawBody;
  return (mediaType === '' ? jsonContainer(rawBody) : null) ?? rawBody;
}

/** Without a byte order mark; null when the bytes are not UTF-8. */
function utf8(rawBody: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
  } catch {
    return null;
  }
}

function parseJson(rawBody: Buffer): unknown {
  const text = utf8(rawBody);
  if (text === null) throw new InvalidPayloadError('the body is declared JSON but is not UTF-8', ['$']);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidPayloadError('the body is declared JSON but does not parse', ['$']);
  }
}

function jsonContainer(rawBody: Buffer): unknown {
  const text = utf8(rawBody);
  return text === null ? null : parseContainer(text);
}

function parseContainer(text: string): object | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseForm(text: string): unknown {
  const form = new URLSearchParams(text);
  const names = [...new Set(form.keys())];
  const payload = form.size === 1 ? form.get('payload') : null;
  const json = payload === null ? null : parseContainer(payload);
  if (json) return json;
  // Object.fromEntries defines each field on the object itself, `__proto__` too.
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
