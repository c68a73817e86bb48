import { decodedText } from './decode-signature.ts';
import { jsonFieldText } from './json-field.ts';
import { listedHeaders } from './listed-headers.ts';
import { parseForm, parseJson } from './parsed-body.ts';
import type { Part } from './parts.ts';
import { present } from './present.ts';
import { decodeOnly, pathAndQuery, pathOf, publicUrls } from './public-urls.ts';
import { fieldValues, hashOf, readBodyPart } from './read-body-part.ts';
import { readHeaderPart, split } from './read-header-part.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** All values of a part as text: none when it is absent or malformed. What is signed is bytes, see signed-content.ts. */
export function readPart(part: Part, request: WebhookRequest): readonly string[] {
  switch (part.kind) {
    case 'query':
      return fieldValues(parseForm(request.rawQuery), part.name);
    case 'method':
      return [request.method];
    case 'url':
      return publicUrls(request, part).map((url) => decodeOnly(url, part.decoded));
    case 'pathAndQuery':
      return [pathAndQuery(request, part.encodedQuery)];
    case 'path':
      return [pathOf(request)];
    case 'setting':
      return settingValues(part, request);
    case 'secret':
      return present(request.secret);
    case 'firstOf':
    case 'joined':
    case 'whenPresent':
    case 'requires':
    case 'lowerCase':
    case 'hashText':
    case 'jsonText':
    case 'pairs':
    case 'position':
    case 'jsonField':
    case 'decoded':
    case 'listedHeaders':
    case 'bodyHashMatches':
      return readComposedPart(part, request);
    case 'hashed':
    case 'encoded':
      // Bytes, which only what is signed is made of.
      return [];
    case 'bodyField':
    case 'bodyKey':
    case 'formField':
    case 'rawBody':
    case 'sortedFormFields':
    case 'bodyHash':
    case 'bodyCrc32':
    case 'emptyBody':
      return readBodyPart(part, request);
    default:
      return readHeaderPart(part, request);
  }
}

/** The only value of a part, when there is exactly one and it is not empty. */
export function onlyValue(part: Part, request: WebhookRequest): string | undefined {
  const values = readPart(part, request);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}

type Composed = Extract<
  Part,
  {
    kind:
      | 'firstOf'
      | 'joined'
      | 'whenPresent'
      | 'requires'
      | 'lowerCase'
      | 'hashText'
      | 'jsonText'
      | 'pairs'
      | 'position'
      | 'jsonField'
      | 'decoded'
      | 'listedHeaders'
      | 'bodyHashMatches';
  }
>;

function readComposedPart(part: Composed, request: WebhookRequest): readonly string[] {
  switch (part.kind) {
    case 'firstOf':
      return part.parts.map((one) => readPart(one, request)).find((values) => values.length > 0) ?? [];
    case 'joined':
      return joined(part, request);
    case 'lowerCase':
      return readPart(part.part, request).map((text) => text.toLowerCase());
    case 'hashText':
      return readPart(part.part, request).map((text) => hashOf(Buffer.from(text), part.hash, part.encoding));
    case 'jsonText':
      return readPart(part.part, request).map((text) => JSON.stringify(text));
    case 'pairs':
      return readPart(part.of, request).flatMap((text) => behind(text, part));
    case 'position':
      return readPart(part.of, request).flatMap((text) => present(split(text, part.separator)[part.index]));
    case 'jsonField':
      return readPart(part.of, request).flatMap((text) => present(jsonFieldText(parseJson(text), part.path, text)));
    case 'decoded':
      return readPart(part.of, request).flatMap((text) => present(decodedText(text, part.encoding)));
    case 'listedHeaders': {
      const list = onlyValue(part.list, request);
      return list === undefined ? [] : listedHeaders(list, part, request);
    }
    case 'whenPresent':
      return readPart(part.part, request).length === 0 ? [''] : textsOf(part.content, request);
    case 'requires':
      return isAmong(part, request) ? [''] : [];
    case 'bodyHashMatches':
      // Both sides are known to the sender, so an ordinary comparison gives nothing away.
      return onlyValue(part.from, request) === hashOf(request.rawBody, part.hash, part.encoding) ? [''] : [];
  }
}

function joined({ parts, separator }: Extract<Part, { kind: 'joined' }>, request: WebhookRequest): readonly string[] {
  const values = parts.map((one) => onlyValue(one, request));
  return values.includes(undefined) ? [] : [values.join(separator)];
}

function behind(text: string, { separator, between }: Extract<Part, { kind: 'pairs' }>): readonly string[] {
  return text.split(separator).flatMap((pair) => {
    const at = pair.indexOf(between);
    return at < 0 ? [] : [pair.slice(at + between.length)];
  });
}

function isAmong({ part, oneOf }: Extract<Part, { kind: 'requires' }>, request: WebhookRequest): boolean {
  const value = onlyValue(part, request);
  const allowed = 'kind' in oneOf ? readPart(oneOf, request) : oneOf;
  return value !== undefined && allowed.includes(value);
}

/** The content's text when each of its parts has exactly one value. */
function textsOf(content: readonly (Part | string)[], request: WebhookRequest): readonly string[] {
  const texts = content.map((part) => (typeof part === 'string' ? [part] : readPart(part, request)));
  return texts.every((values) => values.length === 1) ? [texts.join('')] : [];
}

function settingValues({ name, otherwise }: Extract<Part, { kind: 'setting' }>, { settings }: WebhookRequest) {
  const configured = settings?.[name] ?? otherwise;
  return typeof configured === 'string' ? present(configured) : (configured ?? []);
}
