import type { ReadStream } from 'node:tty';
import { OperatorError } from '../operator-error.ts';

type Input = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>;

/** Asks without echo on a terminal, else reads to the end of the input; one trailing newline is cut. Throws OperatorError when interrupted. */
export async function readSecret(input: Input, prompt: string, show: (text: string) => void): Promise<string> {
  if (!input.isTTY || !input.setRawMode) {
    const chunks: Buffer[] = [];
    for await (const chunk of input) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks)
      .toString('utf8')
      .replace(/\r?\n$/, '');
  }
  show(prompt);
  input.setRawMode(true);
  try {
    return await readTypedLine(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    show('\n');
  }
}

function readTypedLine(input: Input): Promise<string> {
  return new Promise((resolve, reject) => {
    let line: TypedLine = { text: '', end: null };
    const onData = (chunk: Buffer | string) => {
      line = [...chunk.toString()].reduce(press, line);
      if (line.end === null) return;
      input.off('data', onData);
      if (line.end === 'entered') resolve(line.text);
      else reject(new OperatorError('interrupted: nothing was stored'));
    };
    input.on('data', onData);
    input.resume();
  });
}

interface TypedLine {
  readonly text: string;
  readonly end: 'entered' | 'interrupted' | null;
}

/** The line after one more key; what comes after its end is ignored. */
function press(line: TypedLine, key: string): TypedLine {
  if (line.end !== null) return line;
  const { text } = line;
  switch (key) {
    case '\r':
    case '\n':
      return { text, end: 'entered' };
    case '\u0003': // Ctrl-C
      return { text, end: 'interrupted' };
    case '\u0004': // Ctrl-D
      return text === '' ? { text, end: 'interrupted' } : line;
    case '\u007f': // Backspace
    case '\b':
      return { text: [...text].slice(0, -1).join(''), end: null };
    case '\u0015': // Ctrl-U
      return { text: '', end: null };
    default:
      return { text: text + key, end: null };
  }
}
