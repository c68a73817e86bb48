import { describe, expect, it } from 'vitest';
import { createRoutes } from '../../../lambdas/processing/route.ts';

const find = createRoutes(
  Object.fromEntries(
    ['*', 'customer.*', 'customer.subscription.*', 'customer.created', 'orders/*'].map((type) => [type, () => type]),
  ),
);
const match = (type: string | null) => find(type)?.({} as never);

describe('the most specific entry', () => {
  it.each([
    ['customer.created', 'customer.created'],
    ['customer.deleted', 'customer.*'],
    ['customer.created.x', 'customer.*'],
    ['customer.subscription.updated', 'customer.subscription.*'],
    ['orders/paid', 'orders/*'],
    ['customer', '*'],
    ['Customer.created', '*'],
    [null, '*'],
  ])('of %s is %s', (type, entry) => {
    expect(match(type)).toBe(entry);
  });

  it('is none when nothing is meant, whatever the sender calls its event', () => {
    const only = createRoutes({ 'a.*': () => 'a' });
    for (const type of [null, 'b', 'a', 'constructor', '__proto__', 'toString', '*']) expect(only(type)).toBeNull();
  });
});

describe('an event type that cannot be matched', () => {
  it.each(['', '*a', 'a*b', 'a**', '**', 'a.*.b'])('is refused by name: "%s"', (pattern) => {
    expect(() => createRoutes({ [pattern]: () => null })).toThrow(
      `event type "${pattern}" cannot be matched: write a whole type ("invoice.paid"), a beginning ("invoice.*") or "*"`,
    );
  });
});

it('takes no event for one without a type', () => {
  const named = createRoutes({ null: () => 'null', 'S*': () => 'S' });
  expect(named(null)).toBeNull();
});
