import { bodyForm } from '../verification/parsed-body.ts';
import { onlyValue, readPart } from '../verification/read-part.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import type { Condition } from './define-provider.ts';

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
  if ('equals' in condition) return onlyValue(condition.part, request) === condition.equals;
  const there = readPart(condition.part, request).length > 0;
  return 'present' in condition ? there : !there;
}
