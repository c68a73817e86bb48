import { parseArgs } from 'node:util';
import { nearest } from '../../lambdas/runtime/nearest.ts';
import { UsageError } from '../operator-error.ts';
import { unknownName } from '../unknown-name.ts';
import type { Command, OptionSpec } from './command.ts';

export const inboxOptions: Readonly<Record<string, OptionSpec>> = {
  stack: { value: 'NAME', about: 'a deployed stack (default: the inbox on this machine)' },
  region: { value: 'R', about: 'its AWS region', default: 'AWS_REGION' },
  profile: { value: 'P', about: 'the AWS profile to use', default: 'AWS_PROFILE' },
};

export type ParsedCommandLine =
  | { readonly kind: 'help'; readonly topic: HelpTopic }
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly arguments: readonly string[];
      readonly options: ReadonlyMap<string, string | true>;
    };

/** A verb; the first word of several verbs, such as `dlq`; or everything. */
export type HelpTopic =
  | { readonly kind: 'overview' }
  | { readonly kind: 'group'; readonly name: string; readonly commands: readonly Command[] }
  | { readonly kind: 'command'; readonly command: Command };

interface Given {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string | true>;
  readonly help: boolean;
}

/** Throws UsageError, in one sentence that suggests what was probably meant. */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): ParsedCommandLine {
  const { words, options, help } = read(argv, commands);
  if (words[0] === 'help') return { kind: 'help', topic: findTopic(words.slice(1), commands).topic };
  const { topic, rest } = findTopic(words, commands);
  if (help || words.length === 0) return { kind: 'help', topic };
  if (topic.kind === 'overview') throw new UsageError('say what to do: `inbox --help` lists the verbs');
  if (topic.kind === 'group') {
    const verbs = topic.commands.map(({ name }) => `\`inbox ${name}\``).join(', ');
    const [wrong] = rest;
    if (wrong === undefined) throw new UsageError(`say what to do with ${topic.name}: ${verbs}`);
    const seconds = topic.commands.map(({ name }) => name.slice(topic.name.length + 1));
    throw new UsageError(unknownName(`verb of ${topic.name}`, wrong, seconds));
  }
  const { command } = topic;
  checkOptions(command, options);
  checkArguments(command, rest);
  return { kind: 'run', command, arguments: rest, options };
}

function read(argv: readonly string[], commands: readonly Command[]): Given {
  const specs = new Map([
    ...Object.entries(inboxOptions),
    ...commands.flatMap(({ options }) => Object.entries(options)),
  ]);
  const known = [...specs].map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }] as const);
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const options = new Map<string, string | true>();
  let help = false;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help') help = true;
    else options.set(token.name, readOption(token, specs));
  }
  return { words, options, help };
}

function readOption(
  token: { readonly name: string; readonly rawName: string; readonly value?: string; readonly inlineValue?: boolean },
  specs: ReadonlyMap<string, OptionSpec>,
): string | true {
  const { name, rawName, value, inlineValue } = token;
  const spec = specs.get(name);
  if (!spec) {
    const guess = nearest(name, [...specs.keys(), 'help']);
    throw new UsageError(`there is no option ${rawName}${guess === null ? '' : `: did you mean --${guess}?`}`);
  }
  if (spec.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, but was given one`);
    return true;
  }
  if (value === undefined || (value.startsWith('-') && !inlineValue)) {
    throw new UsageError(
      `${rawName} needs a value: ${rawName} ${spec.value} (or ${rawName}=… for one that begins with -)`,
    );
  }
  return value;
}

function findTopic(
  words: readonly string[],
  commands: readonly Command[],
): { readonly topic: HelpTopic; readonly rest: readonly string[] } {
  const [first, second] = words;
  if (first === undefined) return { topic: { kind: 'overview' }, rest: [] };
  const find = (name: string) => commands.find((command) => command.name === name);
  const two = second === undefined ? undefined : find(`${first} ${second}`);
  if (two) return { topic: { kind: 'command', command: two }, rest: words.slice(2) };
  const one = find(first);
  if (one) return { topic: { kind: 'command', command: one }, rest: words.slice(1) };
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0) return { topic: { kind: 'group', name: first, commands: group }, rest: words.slice(1) };
  throw new UsageError(unknownName('verb', first, new Set(commands.map(({ name }) => name.split(' ')[0] ?? name))));
}

function checkOptions(command: Command, options: ReadonlyMap<string, string | true>): void {
  const allowed = [...Object.keys(command.options), ...(command.onInbox ? Object.keys(inboxOptions) : [])];
  for (const name of options.keys()) {
    if (allowed.includes(name)) continue;
    const guess = nearest(name, allowed);
    const hint = guess === null ? `\`inbox ${command.name} --help\` lists its options` : `did you mean --${guess}?`;
    throw new UsageError(`\`inbox ${command.name}\` has no option --${name}: ${hint}`);
  }
}

function checkArguments(command: Command, words: readonly string[]): void {
  const missing = command.arguments.filter(({ required }) => required)[words.length];
  if (missing) throw new UsageError(`which ${missing.name}? Write it like this: inbox ${usage(command)}`);
  const extra = words[command.arguments.length];
  if (extra === undefined) return;
  if (command.name.startsWith('secret ')) {
    throw new UsageError(`a secret never stands on the command line: \`inbox ${usage(command)}\` asks for it`);
  }
  throw new UsageError(`"${extra}" is one word too many: inbox ${usage(command)}`);
}

/** `send <endpoint> [event type]` */
export function usage({ name, arguments: all }: Command): string {
  return [name, ...all.map((argument) => (argument.required ? `<${argument.name}>` : `[${argument.name}]`))].join(' ');
}
