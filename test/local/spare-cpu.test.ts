import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { createPatience } from '../../local/patience.ts';
import { watchSpareCpu } from '../../local/spare-cpu.ts';

/** A machine of one core that is idle for the given share of each step. */
function machine() {
  const times = { idle: 0, total: 0 };
  const hasSpareCpu = watchSpareCpu(
    () => ({ ...times }),
    () => times.total,
  );
  return (ms: number, idleShare: number) => {
    times.total += ms;
    times.idle += ms * idleShare;
    return hasSpareCpu();
  };
}

it('says no while the cores are busy, and yes again when they are not', () => {
  const after = machine();
  expect([after(400, 0.5), after(400, 0.1), after(400, 0), after(400, 0.9)]).toEqual([true, false, false, true]);
});

it('keeps its answer until there is something new to measure', () => {
  const after = machine();
  expect([after(400, 0), after(100, 1), after(100, 1)]).toEqual([false, false, false]);
});

it('does not judge by what was measured over a long time', () => {
  const after = machine();
  expect([after(400, 0), after(60_000, 0), after(400, 0)]).toEqual([false, true, false]);
});

it('reads the times of this machine', () => {
  expect(typeof watchSpareCpu()()).toBe('boolean');
});

it('makes an invocation wait longer for another environment beyond one a core, longest while there is no CPU', () => {
  const cores = availableParallelism();
  const [spare, none] = [createPatience(() => true), createPatience(() => false)];
  expect([spare(cores - 1), none(cores - 1), spare(cores), none(cores)]).toEqual([50, 50, 400, 1_000]);
});
