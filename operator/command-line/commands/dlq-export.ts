import { type ExportReport, exportDeadLetters } from '../../export-dead-letters.ts';
import { openExportFile } from '../../export-file.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import {
  chooseOptions,
  chooseParagraph,
  chosenEndpoints,
  endpointArgument,
  readDeadLetterFilter,
} from '../dead-letter-options.ts';
import { plural } from '../layout.ts';

export const dlqExport: Command = {
  name: 'dlq export',
  arguments: endpointArgument,
  summary: 'copy dead letters to a file, byte for byte',
  description: [
    'One JSON object a line: what `dlq show` says of the letter, every attribute of its message, and the provider’s bytes in base64 (`bodyBase64`), fetched from S3 where they are there. The dead letters stay where they are.',
    'With --out the file is readable by you alone. A run that was killed leaves whole lines, and the next one with the same file adds what is missing.',
    chooseParagraph,
  ],
  options: {
    ...chooseOptions,
    out: { value: 'FILE', about: 'write there, or go on with that file', default: 'standard output' },
    json: { about: 'say what was done as a JSON object, on standard error' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox dlq export stripe --out dead.ndjson', about: 'before they are purged' },
    { command: 'inbox dlq export --since 1h', about: 'on standard output, for a program of one’s own' },
  ],
  exits: ['exported', 'some could not be read, or the file could not be written'],
  run,
};

async function run(invocation: Invocation): Promise<0 | 1> {
  const { terminal, text, flag } = invocation;
  const filter = readDeadLetterFilter(invocation);
  const inbox = await invocation.inbox();
  const endpoints = chosenEndpoints(inbox, invocation);
  const ports = invocation.connect(inbox);
  const path = text('out');
  const file = path === undefined ? null : await openExportFile(path);
  const print = async (line: object) => {
    terminal.print(JSON.stringify(line));
    await terminal.drained?.();
  };
  const total = { exported: 0, incomplete: 0, skipped: 0 };
  try {
    for (const endpoint of endpoints) {
      const target = { has: (id: string) => file?.known.has(id) ?? false, write: file?.write ?? print };
      const report = await exportDeadLetters(endpoint, filter, ports, target);
      for (const key of ['exported', 'incomplete', 'skipped'] as const) total[key] += report[key];
    }
  } finally {
    await file?.close();
  }
  terminal.note(flag('json') ? JSON.stringify(total) : sentence(total, path));
  return total.incomplete > 0 ? exitCodes.failed : exitCodes.ok;
}

function sentence({ exported, skipped, incomplete }: ExportReport, path: string | undefined): string {
  const where = path === undefined ? '' : ` to ${path}`;
  const more = [
    ...(skipped > 0 ? [`${skipped} were there already`] : []),
    ...(incomplete > 0 ? [`${incomplete} without a body, which could not be read`] : []),
  ];
  return [`${plural(exported, 'dead letter')} exported${where}`, ...more].join('; ');
}
