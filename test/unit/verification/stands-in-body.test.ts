import { expect, it } from 'vitest';
import {
  bodyField,
  decoded,
  firstOf,
  formField,
  header,
  jsonField,
  type Part,
  pairs,
  position,
  query,
  rawBody,
} from '../../../lambdas/verification/parts.ts';
import { standsInBody } from '../../../lambdas/verification/stands-in-body.ts';

const made = (of: Part): Part[] => [
  of,
  pairs(of, { separator: '&', between: '|' }),
  position(of, 0, { separator: '.' }),
  jsonField(of, 'a'),
  decoded(of, 'base64'),
  decoded(position(jsonField(of, 'a'), 0, { separator: '.' }), 'base64'),
];

it.each([bodyField('a'), formField('a'), rawBody])('%j stands in the body, and so does what is made of it', (part) => {
  expect(made(part).map(standsInBody)).toEqual(Array(6).fill(true));
});

it.each([header('a'), query('a')])('%j does not, nor does what is made of it', (part) => {
  expect(made(part).map(standsInBody)).toEqual(Array(6).fill(false));
});

it('stands in the body only when every place that it may have is there', () => {
  expect(standsInBody(firstOf(bodyField('a'), formField('a')))).toBe(true);
  expect(standsInBody(firstOf(bodyField('a'), header('a')))).toBe(false);
  expect(standsInBody(firstOf(header('a'), bodyField('a')))).toBe(false);
});
