import { escapeCharacter } from '../../lambdas/runtime/printable.ts';
import type { Terminal } from './terminal.ts';

/** Everything that is no text: what steers a terminal, or pretends to be another line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are what is looked for
const control = /\u001b\[\d{1,3}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * The same terminal, which no event id, error message or payload can steer: control characters come out escaped, as in JSON.
 * Colours that a verb itself asked for stay.
 */
export function guardTerminal(terminal: Terminal): Terminal {
  const colours = new Set<string>();
  const printable = (text: string) =>
    text.replace(control, (found) => (colours.has(found) ? found : escapeCharacter(found) + found.slice(1)));
  return {
    ...terminal,
    print: (line) => terminal.print(printable(line)),
    note: (line) => terminal.note(printable(line)),
    style: (style, text) => {
      for (const code of terminal.style(style, '').match(control) ?? []) colours.add(code);
      return terminal.style(style, text);
    },
  };
}
