import { inject, vi } from 'vitest';
import { switches } from './switches.ts';

/** Before a test file is loaded: with one mutant on from the start, and no module left from an earlier run. */
vi.resetModules();
switches.currentTestId = undefined;
switches.activeMutant = inject('activeMutant') || undefined;
switches.hitCount = 0;
switches.hitLimit = 100_000;
