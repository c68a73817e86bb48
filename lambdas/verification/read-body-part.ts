import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { encodeSignature } from './decode-signature.ts';
import { jsonFieldText } from './json-field.ts';
import { multipartFields } from './multipart.ts';
import { bodyForm, bodyJson, bodyText, type FormFields } from './parsed-body.ts';
import type { HashName, Part, SignatureEncoding } from './parts.ts';
import { present } from './present.ts';
import type { WebhookRequest } from './webhook-request.ts';

type BodyPart = Extract<
  Part,
  {
    kind:
      | 'bodyField'
      | 'bodyKey'
      | 'formField'
      | 'rawBody'
      | 'sortedFormFields'
      | 'bodyHash'
      | 'bodyCrc32'
      | 'emptyBody';
  }
>;

/** All values of a part that is made of the body: none when it is absent or malformed. */
export function readBodyPart(part: BodyPart, request: WebhookRequest): readonly string[] {
  switch (part.kind) {
    case 'bodyField':
      return present(jsonFieldText(bodyJson(request), part.path, bodyText(request)));
    case 'bodyKey':
      return keysOf(request, new RegExp(part.pattern));
    case 'formField':
      return fieldValues(bodyForm(request) ?? multipartFields(request), part.name);
    case 'rawBody':
      return present(bodyText(request) ?? undefined);
    case 'sortedFormFields':
      return sortedFormFields(bodyForm(request));
    case 'bodyHash':
      return [hashOf(request.rawBody, part.hash, part.encoding)];
    case 'bodyCrc32':
      return [String(crc32(request.rawBody))];
    case 'emptyBody':
      return request.rawBody.length === 0 ? [''] : [];
  }
}

export const fieldValues = (fields: FormFields | null, name: string): readonly string[] =>
  fields?.filter(([field]) => field === name).map(([, value]) => value) ?? [];

function keysOf(request: WebhookRequest, pattern: RegExp): readonly string[] {
  const json = bodyJson(request);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  return Object.keys(json).filter((key) => pattern.test(key));
}

/** Sorted by raw name in code unit order; a name sent several times counts once per distinct value, values sorted too. */
function sortedFormFields(fields: FormFields | null): readonly string[] {
  if (fields === null) return [];
  const pairs = [...new Map(fields.map((pair) => [JSON.stringify(pair), pair])).values()];
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  pairs.sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB));
  return [pairs.map(([name, value]) => name + value).join('')];
}

/** The text that a hash is written as. */
export function hashOf(bytes: Buffer, hash: HashName, encoding: SignatureEncoding): string {
  return encodeSignature(createHash(hash).update(bytes).digest(), encoding);
}
