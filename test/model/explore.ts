import { aftermathOf, crashed } from './aftermath.ts';
import { breachOf } from './invariants.ts';
import type { Protocol } from './protocol.ts';
import type { Scenario } from './scenarios.ts';
import { durableText, initialState, type State, textOf } from './state.ts';
import type { Step } from './step.ts';
import { type StepsOf, stepsOf } from './steps.ts';

export interface ExploreOptions {
  readonly faults: number;
  /** Looks for this invariant only.  @default all */
  readonly only?: string;
  /** Sees every step of every state. */
  readonly onStep?: (step: Step) => void;
}

export interface Counterexample {
  readonly scenario: string;
  readonly breach: string;
  /** A shortest one. */
  readonly trace: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  /** Steps to the state that is farthest away. */
  readonly depth: number;
  /** Null when every invariant holds in every state. */
  readonly counterexample: Counterexample | null;
}

/** How a state was reached; the state itself is not kept. */
interface Way {
  readonly label: string;
  readonly from: Way | null;
}

interface World {
  readonly name: string;
  readonly steps: StepsOf;
  readonly seen: Set<string>;
}

interface Reached {
  readonly world: World;
  readonly state: State;
  readonly way: Way | null;
}

function traceOf(way: Way | null): readonly string[] {
  const labels: string[] = [];
  for (let at: Way | null = way; at; at = at.from) labels.unshift(at.label);
  return labels;
}

/** The invariant that is broken in a state, or after everything died in it; what is left then is looked at once. */
function createFaultOf(protocol: Protocol): (state: State) => string | null {
  const aftermaths = new Map<string, string | null>();
  return (state) => {
    const breach = breachOf(protocol, state);
    if (breach) return breach;
    const left = crashed(state);
    const text = durableText(left);
    const known = aftermaths.get(text);
    if (known !== undefined) return known;
    const found = aftermathOf(protocol, left);
    aftermaths.set(text, found);
    return found;
  };
}

function isNew({ seen }: World, state: State): boolean {
  const before = seen.size;
  return seen.add(textOf(state)).size > before;
}

/** All states of all scenarios, breadth first, so that the first counterexample is a shortest one. */
export function explore(protocol: Protocol, scenarios: readonly Scenario[], options: ExploreOptions): Exploration {
  const { faults, only = '', onStep } = options;
  const faultOf = createFaultOf(protocol);
  const counts = { states: 0, steps: 0, depth: 0 };
  const next: Reached[] = [];

  /** What is broken by the step, or in the state it leads to. */
  const visit = (world: World, step: Step, from: Way | null): Counterexample | null => {
    counts.steps += 1;
    onStep?.(step);
    if (!step.breach && !isNew(world, step.state)) return null;
    counts.states += 1;
    const way = { label: step.label, from };
    next.push({ world, state: step.state, way });
    const breach = step.breach ?? faultOf(step.state);
    return breach?.startsWith(only) ? { scenario: world.name, breach, trace: traceOf(way) } : null;
  };

  const visitAll = ({ world, state, way }: Reached): Counterexample | null => {
    for (const step of world.steps(state)) {
      const counterexample = visit(world, step, way);
      if (counterexample) return counterexample;
    }
    return null;
  };

  next.push(...scenarios.map((scenario) => start(protocol, scenario, faults)));
  for (; next.length > 0; counts.depth += 1) {
    for (const reached of next.splice(0)) {
      const counterexample = visitAll(reached);
      if (counterexample) return { ...counts, counterexample };
    }
  }
  return { ...counts, counterexample: null };
}

const start = (protocol: Protocol, { name, budget, hazards }: Scenario, faults: number): Reached => ({
  world: { name, steps: stepsOf(protocol, hazards), seen: new Set() },
  state: initialState({ ...budget, faults }),
  way: null,
});
