import { nearest } from '../lambdas/runtime/nearest.ts';

/** “there is no endpoint "strip": did you mean "stripe"? (there are stripe, github)”. */
export function unknownName(kind: string, word: string, candidates: Iterable<string>): string {
  const names = [...candidates];
  if (names.length === 0) return `there is no ${kind} "${word}": there is none at all`;
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  const list = `there ${names.length === 1 ? 'is' : 'are'} ${names.slice(0, 10).join(', ')}${more}`;
  const guess = nearest(word, names);
  return guess === null
    ? `there is no ${kind} "${word}": ${list}`
    : `there is no ${kind} "${word}": did you mean "${guess}"? (${list})`;
}
