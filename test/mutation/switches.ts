/** What Stryker's instrumented code reads and writes: which mutant is on, and which ones were reached. */
export interface Switches {
  activeMutant?: string | undefined;
  /** What is reached outside of a test counts as `static`: the code of a module, of a `beforeAll`. */
  currentTestId?: string | undefined;
  mutantCoverage?: {
    readonly static: Record<string, number>;
    readonly perTest: Record<string, Record<string, number>>;
  };
  hitCount?: number | undefined;
  /** A mutant that is reached more often than this throws: it made a loop endless. */
  hitLimit?: number;
}

const holder = globalThis as { __stryker__?: Switches };
holder.__stryker__ ??= {};
export const switches: Switches = holder.__stryker__;
