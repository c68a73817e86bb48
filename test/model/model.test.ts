import { describe, expect, it } from 'vitest';
import { explore } from './explore.ts';
import { protocol } from './protocol.ts';
import { scenarios } from './scenarios.ts';
import { variants } from './variants.ts';

const faults = 1;
/** States, so that a scenario that has become empty shows. */
const atLeast = 4_000;

/** A label without its events, tokens, counts and answers. */
const kindOf = (label: string) => label.replace(/;.*/, '').replaceAll(/ (?:[AB]|\d+|\(\d+\))(?![A-Za-z])/g, '');

describe('the protocol, in every state that one fault can lead to', () => {
  it.each(scenarios)('holds all invariants with $name', { timeout: 120_000 }, (scenario) => {
    const { counterexample, states } = explore(protocol, [scenario], { faults });
    expect(counterexample).toBeNull();
    expect(states).toBeGreaterThan(atLeast);
  });

  it('meets every fate of every call, each fate of a handler, and everything the world does', () => {
    const kinds = new Set<string>();
    explore(protocol, scenarios.slice(2), {
      faults,
      onStep: ({ label }) => kinds.add(kindOf(label)),
    });
    const fates = ['fails', 'takes effect, but the reply is lost', 'is given up before it takes effect'];
    const deaths = ['is not made: the process dies before', 'takes effect, and the process dies'];
    for (const fate of ['ok', ...fates, ...deaths, 'is on its way when the process dies']) {
      for (const call of ['put', 'send']) expect(kinds).toContain(`delivery of: ${call} ${fate}`);
      for (const call of ['claim', 'complete', 'fail', 'deadLetter']) {
        expect(kinds).toContain(`processor with: ${call} ${fate}`);
      }
    }
    expect(kinds).toContain('delivery of: put is sent twice by the SDK: known');
    expect(kinds).toContain('processor with: claim is sent twice by the SDK: ok');
    expect(kinds).toContain('processor with: claim busy');
    expect(kinds).toContain('processor with: complete refused');
    for (const what of ['returns', 'throws', 'throws what is not worth retrying', 'dies', 'does not return in time']) {
      expect(kinds).toContain(`processor with: the handler ${what}`);
    }
    for (const what of [
      'the record of expires',
      'the queue loses',
      'a forged delivery of is answered',
      'the lease runs out under its processor',
    ]) {
      expect([...kinds].filter((kind) => kind.startsWith(what))).not.toEqual([]);
    }
    expect(kinds).toContain('the dead letter of is redriven');
    expect(kinds).toContain('processor receives, which SQS will deliver once more');
  });
});

describe('a protocol that is broken in one place is caught:', () => {
  /** Steps of the shortest way to the failure; `npm run model` prints them. */
  const lengths = [2, 2, 7, 7, 9, 17, 9, 2, 2, 4, 7];

  it.each(variants.map((variant, index) => ({ name: variant.protocol.name, variant, length: lengths[index] })))(
    '$name',
    { timeout: 120_000 },
    ({ variant, length }) => {
      const { counterexample } = explore(variant.protocol, scenarios, { faults, only: variant.breaks });
      expect(counterexample?.breach).toMatch(new RegExp(`^${variant.breaks}: `));
      expect(counterexample?.trace).toHaveLength(length ?? 0);
    },
  );
});
