import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Where a command's output goes and a secret comes from. */
export interface Terminal {
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error. */
  readonly note: (line: string) => void;
  /** The text with colour, where the output is a terminal that shows it. */
  readonly style: (style: Style, text: string) => string;
  /** Width of the terminal; absent when the output is none. */
  readonly columns?: number | undefined;
  /** Asks without echo on a terminal, else reads standard input to its end; one trailing newline is cut. */
  readonly readSecret: (prompt: string) => Promise<string>;
  /** Asks a question and waits for a line; absent when nobody is there to answer. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Resolves when whoever reads standard output has taken what was printed. */
  readonly drained?: () => Promise<void>;
}

export type Painter = Terminal['style'];

export const painter =
  (colour: boolean): Painter =>
  (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
