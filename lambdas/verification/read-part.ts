import { createHash } from 'node:crypto';
import { jsonFieldText } from './json-field.ts';
import { bodyForm, bodyJson, bodyText, type FormFields, parseForm, parseJson } from './parsed-body.ts';
import type { HashName, Part, SignatureEncoding } from './parts.ts';
import { publicUrls } from './public-urls.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** All values of a part as text: none when it is absent or malformed. What is signed is bytes, see signed-content.ts. */
export function readPart(part: Part, request: WebhookRequest): readonly string[] {
  switch (part.kind) {
    case 'header':
      return withoutPrefix(present(request.headers.get(part.name)), part.prefix);
    case 'headerParam':
      return withoutPrefix(headerParams(request.headers.get(part.name), part.param, part.separator), part.prefix);
    case 'headerList':
      return withoutPrefix(split(request.headers.get(part.name), part.separator), part.prefix);
    case 'firstOf':
      return firstOf(part.parts, request);
    case 'bodyField':
      return present(jsonFieldText(bodyJson(request), part.path, bodyText(request)));
    case 'formField':
      return fieldValues(bodyForm(request), part.name);
    case 'formJsonField':
      return fieldValues(bodyForm(request), part.name).flatMap((text) =>
        present(jsonFieldText(parseJson(text), part.path, text)),
      );
    case 'query':
      return fieldValues(parseForm(request.rawQuery), part.name);
    case 'method':
      return [request.method];
    case 'url':
      return publicUrls(request, part.port);
    case 'rawBody':
      return present(bodyText(request) ?? undefined);
    case 'sortedFormFields':
      return sortedFormFields(bodyForm(request));
    case 'bodyHash':
      return [hashOf(request.rawBody, part.hash, part.encoding)];
    case 'bodyHashMatches':
      return bodyHashMatches(part.from, part.hash, part.encoding, request);
    case 'emptyBody':
      return request.rawBody.length === 0 ? [''] : [];
  }
}

/** The only value of a part, when there is exactly one and it is not empty. */
export function onlyValue(part: Part, request: WebhookRequest): string | undefined {
  const values = readPart(part, request);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}

const present = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);

function withoutPrefix(values: readonly string[], prefix = ''): readonly string[] {
  return values.filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));
}

const split = (value: string | undefined, separator: string): readonly string[] =>
  (value ?? '').split(separator).map((entry) => entry.trim());

function headerParams(value: string | undefined, param: string, separator: string): readonly string[] {
  // A header sent twice arrives joined with a comma: its pairs count twice, whatever separates them otherwise.
  return split(value?.replaceAll(',', separator), separator)
    .filter((pair) => pair.startsWith(`${param}=`))
    .map((pair) => pair.slice(param.length + 1));
}

function firstOf(parts: readonly Part[], request: WebhookRequest): readonly string[] {
  for (const part of parts) {
    const values = readPart(part, request);
    if (values.length > 0) return values;
  }
  return [];
}

const fieldValues = (fields: FormFields | null, name: string): readonly string[] =>
  (fields ?? []).filter(([field]) => field === name).map(([, value]) => value);

/** Sorted by raw name in code unit order; a name sent several times counts once per distinct value, values sorted too. */
function sortedFormFields(fields: FormFields | null): readonly string[] {
  if (fields === null) return [];
  const pairs = [...new Map(fields.map((pair) => [JSON.stringify(pair), pair])).values()];
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  pairs.sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB));
  return [pairs.map(([name, value]) => name + value).join('')];
}

function hashOf(bytes: Buffer, hash: HashName, encoding: SignatureEncoding): string {
  return createHash(hash).update(bytes).digest(encoding);
}

function bodyHashMatches(
  from: Part,
  hash: HashName,
  encoding: SignatureEncoding,
  request: WebhookRequest,
): readonly string[] {
  // Both sides are known to the sender, so an ordinary comparison gives nothing away.
  return onlyValue(from, request) === hashOf(request.rawBody, hash, encoding) ? [''] : [];
}
