import { WebhookError } from '../../lambdas/runtime/errors.ts';
import { connect } from '../connect.ts';
import type { LocatedInbox } from '../inbox.ts';
import { findInbox } from '../inventory.ts';
import { UsageError } from '../operator-error.ts';
import { unknownName } from '../unknown-name.ts';
import { chapters, commands } from './chapters.ts';
import { type ExitCode, exitCodes, type Invocation } from './command.ts';
import { guardTerminal } from './guard-terminal.ts';
import { helpText } from './help.ts';
import { type ParsedCommandLine, parseCommandLine } from './parse-command-line.ts';
import type { Terminal } from './terminal.ts';

export interface Surroundings {
  readonly terminal: Terminal;
  readonly variables: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  /** Ends `--follow`. */
  readonly signal: AbortSignal;
}

/** Runs one command. A mistake becomes one sentence on standard error; only a defect of this program throws. */
export async function runCommandLine(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const terminal = guardTerminal(surroundings.terminal);
  try {
    const parsed = parseCommandLine(argv, commands);
    if (parsed.kind === 'run') return await parsed.command.run(invocationOf(parsed, { ...surroundings, terminal }));
    terminal.print(helpText(parsed.topic, chapters, terminal.style));
    return argv.length === 0 ? exitCodes.usage : exitCodes.ok;
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    terminal.note(`inbox: ${error.message}`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}

function invocationOf(
  { arguments: words, options }: Extract<ParsedCommandLine, { kind: 'run' }>,
  { terminal, variables, nowMs, signal }: Surroundings,
): Invocation {
  let found: Promise<LocatedInbox> | null = null;
  const text = (name: string) => {
    const value = options.get(name);
    return value === true ? undefined : value;
  };
  return {
    arguments: words,
    flag: (name) => options.get(name) === true,
    text,
    wholeNumber: (name, bounds) => wholeNumber(name, text(name), bounds),
    choice: (name, choices) => choice(name, text(name), choices),
    terminal,
    inbox: () => {
      const selector = { stack: text('stack'), region: text('region'), profile: text('profile') };
      found ??= findInbox(selector, variables);
      return found;
    },
    connect,
    nowMs,
    signal,
  };
}

function wholeNumber(
  name: string,
  value: string | undefined,
  bounds: { readonly min: number; readonly max: number; readonly default: number },
): number {
  if (value === undefined) return bounds.default;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= bounds.min && number <= bounds.max) return number;
  throw new UsageError(`--${name} is "${value}": it must be a whole number from ${bounds.min} to ${bounds.max}`);
}

function choice<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(unknownName(`--${name}`, value, choices));
  return found;
}
