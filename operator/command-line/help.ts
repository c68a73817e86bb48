import type { Command, OptionSpec } from './command.ts';
import { plural, twoColumns, wrap } from './layout.ts';
import { type HelpTopic, inboxOptions, usage } from './parse-command-line.ts';
import type { Painter } from './terminal.ts';

/** Verbs by what one wants to do. */
export interface Chapter {
  readonly title: string;
  readonly commands: readonly Command[];
}

export function helpText(topic: HelpTopic, chapters: readonly Chapter[], paint: Painter): string {
  switch (topic.kind) {
    case 'overview':
      return overview(chapters, paint);
    case 'group':
      return group(topic.name, topic.commands, paint);
    case 'command':
      return commandHelp(topic.command, paint);
  }
}

function overview(chapters: readonly Chapter[], paint: Painter): string {
  const heading = (text: string) => paint('bold', text);
  const width = Math.max(...chapters.flatMap(({ commands }) => commands.map((command) => usage(command).length)));
  return [
    `${heading('inbox')}: work on a webhook inbox, on this machine or deployed`,
    '',
    heading('Usage'),
    '  npm run -s inbox -- <verb> [arguments] [options]',
    wrap('Below, “inbox” stands for “npm run -s inbox --”.', 2),
    ...chapters.flatMap(({ title, commands }) => [
      '',
      heading(title),
      twoColumns(
        commands.map((command) => [usage(command), command.summary]),
        { width },
      ),
    ]),
    '',
    heading('Which inbox'),
    wrap('The one that runs on this machine (npm start), unless a deployed one is named:', 2),
    optionList(inboxOptions),
    '',
    heading('More'),
    twoColumns([
      ['inbox <verb> --help', 'what a verb does, its options, examples and exit codes'],
      ['--json', 'machine-readable output, wherever something is listed'],
    ]),
    '',
    wrap('Exit codes: 0 done, 1 failed, 2 the command is written wrongly.'),
  ].join('\n');
}

function group(name: string, commands: readonly Command[], paint: Painter): string {
  return [
    `${paint('bold', `inbox ${name}`)}: ${plural(commands.length, 'verb')}`,
    '',
    twoColumns(commands.map((command) => [usage(command), command.summary])),
    '',
    wrap(`\`inbox ${commands[0]?.name ?? name} --help\` and so on say more.`),
  ].join('\n');
}

function commandHelp(command: Command, paint: Painter): string {
  const heading = (text: string) => paint('bold', text);
  const options = Object.keys(command.options).length > 0;
  return [
    `${heading(`inbox ${command.name}`)}: ${command.summary}`,
    '',
    heading('Usage'),
    `  inbox ${usage(command)}${options || command.onInbox ? ' [options]' : ''}`,
    ...command.description.flatMap((paragraph) => ['', wrap(paragraph)]),
    ...(options ? ['', heading('Options'), optionList(command.options)] : []),
    ...(command.onInbox ? ['', heading('Which inbox'), optionList(inboxOptions)] : []),
    '',
    heading('Examples'),
    ...command.examples.flatMap(({ command: line, about }) => [`  ${line}`, wrap(about, 6)]),
    '',
    heading('Exit codes'),
    twoColumns([
      ['0', command.exits[0]],
      ['1', command.exits[1]],
      ['2', 'the command is written wrongly'],
    ]),
  ].join('\n');
}

function optionList(options: Readonly<Record<string, OptionSpec>>): string {
  return twoColumns(
    Object.entries(options).map(([name, { value, about, default: fallback }]) => [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      fallback === undefined ? about : `${about} (default: ${fallback})`,
    ]),
  );
}
