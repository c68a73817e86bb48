import { nobody } from './clock.ts';
import type { EndpointName } from './endpoints.ts';
import { type Process, timeoutMs } from './processor-function.ts';
import type { Message } from './queue.ts';
import { queueOf, queueUrlOf, type World } from './world.ts';

/** As lib/ sets it: six times the function's timeout. */
const visibilityMs = 6 * timeoutMs;
const maxConcurrency = 2;

/** How much more often than once SQS delivers, and how often the mapping's own deletion fails. */
export interface MappingFaults {
  repeatRate: number;
}

/** Lambda's event source mapping: receives, invokes, deletes what was done with. */
export function startMapping(world: World, endpoint: EndpointName, process: Process, faults: MappingFaults): void {
  const { clock, random, onVisible } = world;
  const queue = queueOf(world, queueUrlOf(endpoint));
  let busy = 0;

  const repeats = () => random.chance(faults.repeatRate);

  const run = async (messages: readonly Message[]) => {
    for (const { id } of messages.filter(repeats)) queue.hide(id, random.whole(0, 40_000));
    const done = (await process(messages)) ?? [];
    for (const id of [...done].filter(() => !repeats())) queue.remove(id);
  };

  const poll = () => {
    const messages = busy < maxConcurrency ? queue.receive(random.whole(1, 10), visibilityMs) : [];
    return messages.length === 0 ? nobody : handOver(messages);
  };
  const handOver = async (messages: readonly Message[]) => {
    busy += 1;
    await run(messages);
    busy -= 1;
    clock.after(random.whole(0, 20), poll);
  };

  onVisible.set(endpoint, (atMs) => {
    clock.at(atMs + random.whole(0, 20), poll);
  });
}
