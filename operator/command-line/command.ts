import type { Inbox, LocatedInbox } from '../inbox.ts';
import type { OperatorPorts } from '../ports.ts';
import type { Terminal } from './terminal.ts';

export interface OptionSpec {
  /** What stands for the value in the help: `N`; absent for a flag. */
  readonly value?: string;
  readonly about: string;
  readonly default?: string;
}

export interface Argument {
  readonly name: string;
  readonly required: boolean;
}

export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  readonly arguments: readonly Argument[];
  /** One line of the overview. */
  readonly summary: string;
  /** Paragraphs of the verb's own help. */
  readonly description: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Whether it works on an inbox, and so takes --stack, --region and --profile. */
  readonly onInbox: boolean;
  readonly examples: readonly { readonly command: string; readonly about: string }[];
  /** When the exit code is 0, and when 1. */
  readonly exits: readonly [ok: string, failed: string];
  /** Throws UsageError and OperatorError. */
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** One call of a verb. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  /** Throws UsageError unless the value is a whole number within the bounds. */
  readonly wholeNumber: (name: string, bounds: { min: number; max: number; default: number }) => number;
  /** Throws UsageError that suggests the nearest choice. */
  readonly choice: <T extends string>(name: string, choices: readonly T[]) => T | undefined;
  readonly terminal: Terminal;
  /** The inbox that is meant, found at the first call. */
  readonly inbox: () => Promise<LocatedInbox>;
  readonly connect: (inbox: Inbox) => OperatorPorts;
  readonly nowMs: () => number;
  /** Ends `--follow`. */
  readonly signal: AbortSignal;
}
