import { valueAt } from './json-field.ts';
import { bodyForm, bodyJson } from './parsed-body.ts';
import type { Part } from './parts.ts';
import { onlyValue, readPart } from './read-part.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** Holds when every test holds. `equals` compares the only value of the part as text. */
export type Condition =
  | { readonly part: Part; readonly equals: string }
  /** The part has exactly one value, and all of it matches the regular expression. */
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
  if ('method' in condition) return request.method === condition.method;
  if ('onlyFormFields' in condition) {
    const fields = bodyForm(request);
    return fields?.every(([name]) => condition.onlyFormFields.includes(name)) ?? false;
  }
  if ('form' in condition) return (bodyForm(request) !== null) === condition.form;
  if ('onlyBodyKeys' in condition)
    return keysOf(request)?.every((key) => condition.onlyBodyKeys.includes(key)) ?? false;
  if ('emptyArray' in condition) {
    const value = valueAt(bodyJson(request), condition.emptyArray);
    return Array.isArray(value) && value.length === 0;
  }
  if ('equals' in condition) return onlyValue(condition.part, request) === condition.equals;
  if ('matches' in condition) {
    return new RegExp(`^(?:${condition.matches})$`).test(onlyValue(condition.part, request) ?? '');
  }
  const there = readPart(condition.part, request).length > 0;
  return 'present' in condition ? there : !there;
}

function keysOf(request: WebhookRequest): readonly string[] | null {
  const json = bodyJson(request);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.keys(json) : null;
}
