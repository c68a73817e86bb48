import { describe, expect, it } from 'vitest';
import { type Condition, holds } from '../../../lambdas/verification/condition.ts';
import { bodyField, formField, query } from '../../../lambdas/verification/parts.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

const type = bodyField('type');
const check = formField('check');
const only = { onlyFormFields: ['check', 'token'] };

describe('a condition', () => {
  it.each<[string, readonly Condition[], WebhookRequest]>([
    ['none at all', [], requestOf('')],
    ['a value that equals', [{ part: type, equals: '1' }], requestOf('{"type":1}')],
    ['a part that is there', [{ part: type, present: true }], requestOf('{"type":"x"}')],
    ['a part that is not', [{ part: type, absent: true }], requestOf('{}')],
    ['the method', [{ method: 'GET' }], requestOf('', { method: 'GET' })],
    ['a form', [{ form: true }], formOf('a=1')],
    ['no form', [{ form: false }], requestOf('a=1')],
    ['a form of nothing but these fields', [only], formOf('token=1&check=1')],
    ['several at once', [{ part: check, equals: '1' }, only], formOf('check=1')],
  ])('holds: %s', (_, conditions, request) => {
    expect(holds(conditions, request)).toBe(true);
  });

  it.each<[string, readonly Condition[], WebhookRequest]>([
    ['a value that differs', [{ part: type, equals: '1' }], requestOf('{"type":10}')],
    ['a value that is not there', [{ part: type, equals: '' }], requestOf('{"type":""}')],
    ['a value given twice', [{ part: query('a'), equals: '1' }], requestOf('', { query: 'a=1&a=1' })],
    ['a part that is there against expectation', [{ part: type, absent: true }], requestOf('{"type":0}')],
    ['a part that is missing', [{ part: type, present: true }], requestOf('[]')],
    ['another method', [{ method: 'GET' }], requestOf('')],
    ['no form where one should be', [{ form: true }], requestOf('a=1')],
    ['a broken form', [{ form: true }], formOf('a=%')],
    ['a field more than listed', [only], formOf('check=1&command=x')],
    ['a listed field, in no form', [only], requestOf('check=1')],
    ['one of several', [{ method: 'POST' }, { form: true }], requestOf('')],
  ])('does not hold: %s', (_, conditions, request) => {
    expect(holds(conditions, request)).toBe(false);
  });
});
