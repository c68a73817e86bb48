import { availableParallelism } from 'node:os';
import { watchSpareCpu } from './spare-cpu.ts';

const milliseconds = { upToCores: 50, beyond: 400, withoutCpu: 1_000 };

/**
 * Returns how many milliseconds an invocation waits for a busy environment before one more is started, by how many there are.
 * Beyond one per core, only functions that wait for something gain by more: where no CPU is to spare, the start of another
 * would take it from those that run, and make still more invocations wait.
 */
export function createPatience(hasSpareCpu = watchSpareCpu()): (environments: number) => number {
  return (environments) => {
    if (environments < availableParallelism()) return milliseconds.upToCores;
    return hasSpareCpu() ? milliseconds.beyond : milliseconds.withoutCpu;
  };
}
