import { type DeadLetterBody, textOf } from '../dead-letter-body.ts';

/** A payload for people: JSON indented with every number as it was sent, other text as it is, bytes as a dump. */
export function payloadText(body: DeadLetterBody, limit: number): string {
  if (body.rawBody === null) return `the payload cannot be read: ${body.problem}`;
  const { rawBody } = body;
  if (rawBody.length === 0) return '(an empty body)';
  const text = textOf(rawBody);
  if (text === null) return dump(rawBody, limit);
  const shown = indentJson(text) ?? text;
  if (shown.length <= limit) return shown.trimEnd();
  return `${shown.slice(0, limit).toWellFormed()}\n… ${shown.length - limit} characters more: --full shows them`;
}

// The reviver's third parameter tells a number's digits: https://tc39.es/proposal-json-parse-with-source/
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const json = JSON as unknown as {
  readonly parse: (text: string, reviver: Reviver) => unknown;
  readonly rawJSON: (text: string) => unknown;
};

/** Null when it is no JSON object or array. */
function indentJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value = json.parse(text, (_, one, { source }) =>
      typeof one === 'number' && source !== undefined ? json.rawJSON(source) : one,
    );
    return JSON.stringify(value, null, 2);
  } catch {
    return null;
  }
}

const bytesALine = 16;

/** Offset, hexadecimal and ASCII: 76 columns. */
function dump(bytes: Buffer, limit: number): string {
  const shown = bytes.subarray(0, Math.max(256, Math.min(bytes.length, limit / 4)));
  const lines = Array.from({ length: Math.ceil(shown.length / bytesALine) }, (_, line) => {
    const row = shown.subarray(line * bytesALine, (line + 1) * bytesALine);
    const hex = [...row].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = [...row].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    return `${(line * bytesALine).toString(16).padStart(8, '0')}  ${hex.padEnd(bytesALine * 3 - 1)}  ${ascii}`;
  });
  const left = bytes.length - shown.length;
  return [...lines, ...(left > 0 ? [`… ${left} bytes more: \`inbox dlq export\` has them all`] : [])].join('\n');
}
