import { createHash, timingSafeEqual } from 'node:crypto';
import { valueAt } from './json-field.ts';
import { bodyForm, bodyJson } from './parsed-body.ts';
import type { Part } from './parts.ts';
import { onlyValue, readPart } from './read-part.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** Holds when every test holds. `equals` compares the only value of the part as text. */
export type Condition =
  | { readonly part: Part; readonly equals: string }
  /** Both parts have exactly one value, the same; compared in constant time. */
  | { readonly part: Part; readonly sameAs: Part }
  /** All of the part's one value matches the regular expression; no value, or several, count as the empty text. */
  | { readonly part: Part; readonly matches: string }
  | { readonly part: Part; readonly absent: true }
  | { readonly part: Part; readonly present: true }
  | { readonly method: string }
  /** All the fields that the form-encoded body may have. */
  | { readonly onlyFormFields: readonly string[] }
  /** All the keys that the JSON body, an object, may have. */
  | { readonly onlyBodyKeys: readonly string[] }
  /** A dotted path of the JSON body at which an empty array stands. */
  | { readonly emptyArray: string }
  /** Whether the body is form-encoded. */
  | { readonly form: boolean };

/** Whether all conditions hold for the delivery; none at all always hold. */
export function holds(conditions: readonly Condition[], request: WebhookRequest): boolean {
  return conditions.every((condition) => holdsOne(condition, request));
}

function holdsOne(condition: Condition, request: WebhookRequest): boolean {
  if ('part' in condition) return partHolds(condition, request);
  if ('method' in condition) return request.method === condition.method;
  if ('form' in condition) return (bodyForm(request) !== null) === condition.form;
  if ('emptyArray' in condition) {
    const value = valueAt(bodyJson(request), condition.emptyArray);
    return Array.isArray(value) && value.length === 0;
  }
  if ('onlyBodyKeys' in condition) return isSubset(keysOf(request), condition.onlyBodyKeys);
  return isSubset(bodyForm(request)?.map(([name]) => name) ?? null, condition.onlyFormFields);
}

function partHolds(condition: Extract<Condition, { part: Part }>, request: WebhookRequest): boolean {
  const { part } = condition;
  if ('equals' in condition) return onlyValue(part, request) === condition.equals;
  if ('sameAs' in condition) return isSame(onlyValue(part, request), onlyValue(condition.sameAs, request));
  if ('matches' in condition) {
    return new RegExp(`^(?:${condition.matches})$`).test(onlyValue(part, request) ?? '');
  }
  const there = readPart(part, request).length > 0;
  return 'present' in condition ? there : !there;
}

const isSubset = (names: readonly string[] | null, allowed: readonly string[]) =>
  names?.every((name) => allowed.includes(name)) ?? false;

function keysOf(request: WebhookRequest): readonly string[] | null {
  const json = bodyJson(request);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.keys(json) : null;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

const isSame = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && timingSafeEqual(sha256(one), sha256(other));
