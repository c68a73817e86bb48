import type { Accepted } from '../accepted-survivors.ts';

export const verification: readonly Accepted[] = [];
