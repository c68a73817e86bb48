/** `npm run model -- --faults 2`: all states of the protocol with so many faults, then the shortest way to the failure of each broken variant. */
import { parseArgs } from 'node:util';
import { explore } from './explore.ts';
import { protocol } from './protocol.ts';
import { scenarios } from './scenarios.ts';
import { variants } from './variants.ts';

const number = new Intl.NumberFormat('en-US');

function readFaults(): number | null {
  try {
    const { values } = parseArgs({ options: { faults: { type: 'string', default: '1' } } });
    return /^[0-3]$/.test(values.faults) ? Number(values.faults) : null;
  } catch {
    return null;
  }
}

function checkProtocol(faults: number): boolean {
  let [states, steps] = [0, 0];
  for (const scenario of scenarios) {
    const startedAt = performance.now();
    const found = explore(protocol, [scenario], { faults });
    states += found.states;
    steps += found.steps;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const size = `${number.format(found.states)} states, ${number.format(found.steps)} steps, ${found.depth} deep`;
    console.log(`${found.counterexample ? '✗' : '✓'} ${scenario.name}: ${size} (${seconds} s)`);
    if (!found.counterexample) continue;
    console.log(`  ${found.counterexample.breach}\n${listed(found.counterexample.trace)}`);
    return false;
  }
  console.log(
    `${number.format(states)} states and ${number.format(steps)} steps with ${faults} ${faults === 1 ? 'fault' : 'faults'}: all invariants hold\n`,
  );
  return true;
}

function checkVariants(): boolean {
  const caught = variants.filter((variant) => {
    const { counterexample: found } = explore(variant.protocol, scenarios, { faults: 1, only: variant.breaks });
    console.log(`${found ? '✓ caught' : '✗ not caught'}: ${variant.protocol.name}`);
    if (found) console.log(`  ${found.breach}, in ${found.trace.length} steps:\n${listed(found.trace)}`);
    return found !== null;
  });
  console.log(`${caught.length} of ${variants.length} broken variants caught`);
  return caught.length === variants.length;
}

const listed = (trace: readonly string[]) =>
  trace.map((label, index) => `  ${String(index + 1).padStart(2)}. ${label}`).join('\n');

const faults = readFaults();
if (faults === null) {
  console.error('npm run model -- --faults N: N is 0, 1, 2 or 3 (2 takes minutes)');
  process.exitCode = 2;
} else {
  const [holds, caught] = [checkProtocol(faults), checkVariants()];
  process.exitCode = holds && caught ? 0 : 1;
}
