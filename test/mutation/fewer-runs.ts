import fc from 'fast-check';

/** A property that holds for 20 inputs tells as much of a mutant as one that holds for 100, in a fifth of the time. */
fc.configureGlobal({ numRuns: 20, seed: 1 });
