import type { Hazards } from './harm-steps.ts';
import type { Budget } from './state.ts';

/** How much of the world is looked at; all of it that fits is. */
export interface Scenario {
  readonly name: string;
  readonly budget: Omit<Budget, 'faults'>;
  readonly hazards: Hazards;
}

const quiet: Hazards = { processors: 2, expiry: false, vanishing: false, skew: false };
const none = { forged: 0, redrives: 0, reopens: 0 };

export const scenarios: readonly Scenario[] = [
  {
    name: 'three deliveries of one event, a redrive, a reopen',
    budget: { ...none, deliveries: [3], redrives: 1, reopens: 1 },
    hazards: quiet,
  },
  {
    name: 'one id at two endpoints',
    budget: { ...none, deliveries: [1, 1] },
    hazards: quiet,
  },
  {
    name: 'a forged delivery among genuine ones',
    budget: { ...none, deliveries: [2], forged: 1, redrives: 1 },
    hazards: quiet,
  },
  {
    name: 'three processors at once',
    budget: { ...none, deliveries: [3] },
    hazards: { ...quiet, processors: 3 },
  },
  {
    name: 'records that expire',
    budget: { ...none, deliveries: [2], redrives: 1, reopens: 1 },
    hazards: { ...quiet, expiry: true },
  },
  {
    name: 'a queue that loses messages',
    budget: { ...none, deliveries: [2] },
    hazards: { ...quiet, vanishing: true },
  },
  {
    name: 'clocks that are further apart than the margin',
    budget: { ...none, deliveries: [2], redrives: 1 },
    hazards: { ...quiet, skew: true },
  },
];
