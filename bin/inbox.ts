import { askOnTerminal } from '../operator/command-line/ask-on-terminal.ts';
import { wrapLines } from '../operator/command-line/layout.ts';
import { readSecret } from '../operator/command-line/read-secret.ts';
import { runCommandLine } from '../operator/command-line/run-command-line.ts';
import { painter } from '../operator/command-line/terminal.ts';

// A reader such as `head` may stop early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: {
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${process.stderr.isTTY ? wrapLines(line) : line}\n`),
    style: painter(process.stdout.hasColors?.() ?? false),
    columns: process.stdout.columns || undefined,
    readSecret: (prompt) => readSecret(process.stdin, prompt, (text) => process.stderr.write(text)),
    ask: process.stdin.isTTY ? askOnTerminal : undefined,
    drained: () => new Promise((resolve) => process.stdout.write('', () => resolve())),
  },
  variables: process.env,
  nowMs: Date.now,
  signal: new AbortController().signal,
});
