import { describe, expect, it } from 'vitest';
import { behaviourNames } from './handlers.ts';
import { gapsIn } from './remote-calls.ts';
import { runMany } from './run-many.ts';
import { happeningNames } from './schedule.ts';
import { newTotals, simulate } from './simulate.ts';

const runs = 10_000;

describe(`the real handlers, in ${runs} runs in which everything fails`, async () => {
  const outcome = await runMany({ runs, seed: 1 });

  it('keep all invariants', () => {
    expect(outcome.failures).toEqual([]);
    expect(outcome.runs).toBe(runs);
  });

  it('met every fate of every remote call', () => {
    expect(gapsIn(outcome.coverage)).toEqual([]);
  });

  it('met everything that handlers and the world do', () => {
    expect([...outcome.behaviours.keys()].sort()).toEqual([...behaviourNames].sort());
    expect([...outcome.happenings.keys()].sort()).toEqual([...happeningNames].sort());
  });
});

it('happens the same way again with the same seed', async () => {
  const trace = async (seed: number) => {
    const lines: string[] = [];
    await simulate(seed, newTotals(), (line) => lines.push(line));
    return lines;
  };
  const first = await trace(12);
  expect(first.length).toBeGreaterThan(20);
  expect(await trace(12)).toEqual(first);
  expect(await trace(13)).not.toEqual(first);
});
