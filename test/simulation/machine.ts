/** What one invocation has done so far, as the services saw it. */
export interface Invocation {
  readonly id: string;
  readonly startedMs: number;
  /** When Lambda ends it, in true time. */
  readonly endsMs: number;
  writes: number;
  sends: number;
}

/** One process: what it awaits when it dies is never answered, and what it asks for then is never sent. */
export interface Machine {
  readonly name: string;
  /** How far its clock is ahead, in ms. */
  readonly skewMs: number;
  alive: boolean;
  invocation: Invocation;
  /** The kinds of calls that something else than `ok` became of, in this invocation. */
  hurt: Set<string>;
  readonly onDeath: (() => void)[];
}

const idle: Invocation = { id: '', startedMs: 0, endsMs: 0, writes: 0, sends: 0 };

export const createMachine = (name: string, skewMs: number): Machine => ({
  name,
  skewMs,
  alive: true,
  invocation: idle,
  hurt: new Set(),
  onDeath: [],
});

export function kill(machine: Machine): void {
  machine.alive = false;
  for (const tell of machine.onDeath.splice(0)) tell();
}
