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

const controlC = '\u0003';
const controlD = '\u0004';

function readTypedLine(input: Input): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = '';
    const onData = (chunk: Buffer | string) => {
      for (const key of chunk.toString()) {
        const ends = key === '\r' || key === '\n';
        const interrupts = key === controlC || (key === controlD && typed === '');
        if (!ends && !interrupts) {
          typed = edit(typed, key);
          continue;
        }
        input.off('data', onData);
        if (ends) resolve(typed);
        else reject(new OperatorError('interrupted: nothing was stored'));
        return;
      }
    };
    input.on('data', onData);
    input.resume();
  });
}

/** The line after one more key: backspace takes a character away, Ctrl-U all of them. */
function edit(typed: string, key: string): string {
  if (key === '\u007f' || key === '\b') return [...typed].slice(0, -1).join('');
  return key === '\u0015' ? '' : typed + key;
}
