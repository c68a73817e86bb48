import type { Accepted } from '../accepted-survivors.ts';

export const idempotency: readonly Accepted[] = [
  {
    file: 'lambdas/idempotency/memory-store.ts',
    reason: 'Where nothing exists, the comparison before it is true already.',
    mutants: [['existing?.leaseToken === leaseToken', 'OptionalChaining existing?.leaseToken → existing.leaseToken']],
  },
  {
    file: 'lambdas/idempotency/operator-store.ts',
    reason: 'The key is an attribute of every item; the check is there for its type alone.',
    mutants: [
      ['keys.push(', 'OptionalChaining pk?.S → pk.S'],
      ['keys.push(', 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
];
