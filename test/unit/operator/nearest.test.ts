import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../../lambdas/runtime/nearest.ts';
import { unknownName } from '../../../operator/unknown-name.ts';

describe('nearest', () => {
  it.each([
    ['strip', 'stripe'],
    ['sripte', 'stripe'],
    ['STRIPE', 'stripe'],
    ['gitub', 'github'],
    ['secert', 'secret'],
    ['invoice', 'invoice.paid'],
  ])('takes “%s” for “%s”', (word, meant) => {
    expect(nearest(word, ['github', 'stripe', 'secret', 'invoice.paid'])).toBe(meant);
  });

  it('guesses nothing when nothing is near', () => {
    expect(nearest('paypal', ['github', 'stripe'])).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });

  it('counts swapped neighbours as one slip', () => {
    expect(editDistance('sned', 'send')).toBe(1);
    expect(editDistance('', 'send')).toBe(4);
    expect(editDistance('send', 'send')).toBe(0);
  });
});

describe('an unknown name', () => {
  it('is answered by what was probably meant', () => {
    expect(unknownName('endpoint', 'strip', ['github', 'stripe'])).toBe(
      'there is no endpoint "strip": did you mean "stripe"? (there are github, stripe)',
    );
  });

  it('is answered by all there is when nothing is near', () => {
    expect(unknownName('endpoint', 'paypal', ['github', 'stripe'])).toBe(
      'there is no endpoint "paypal": there are github, stripe',
    );
    expect(unknownName('endpoint', 'paypal', ['stripe'])).toBe('there is no endpoint "paypal": there is stripe');
    expect(unknownName('endpoint', 'paypal', [])).toBe('there is no endpoint "paypal": there is none at all');
  });
});
