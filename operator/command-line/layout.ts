const columns = 80;

/** Lines of at most 80 columns, words unbroken. */
export function wrap(text: string, indent = 0): string {
  const margin = ' '.repeat(indent);
  const [first = '', ...words] = text.split(' ');
  const lines = [margin + first];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= columns) lines[lines.length - 1] = line;
    else lines.push(margin + word);
  }
  return lines.join('\n');
}

/** The same for several lines, each of which keeps its own indentation. */
export const wrapLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.length <= columns ? line : wrap(line.trimStart(), line.length - line.trimStart().length)))
    .join('\n');

/** A first column as wide as it must be, and text that wraps beside it. */
export function twoColumns(
  rows: readonly (readonly [string, string])[],
  { indent = 2, width = Math.min(30, Math.max(0, ...rows.map(([left]) => left.length))) } = {},
): string {
  return rows
    .map(([left, right]) => {
      const beside = indent + width + 2;
      const body = wrap(right, beside);
      return left.length > width
        ? `${' '.repeat(indent)}${left}\n${body}`
        : `${' '.repeat(indent)}${left.padEnd(width)}  ${body.trimStart()}`;
    })
    .join('\n');
}

/** Columns as wide as their widest cell; numbers to the right. The last column is not padded. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => String(row[column] ?? '').length)));
  const line = (row: readonly (string | number)[], alignment: readonly (string | number)[]) =>
    header
      .map((_, column) => {
        const cell = String(row[column] ?? '');
        const width = widths[column] ?? 0;
        return typeof alignment[column] === 'number' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(header, rows[0] ?? []), ...rows.map((row) => line(row, row))].join('\n');
}

export const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** `840 B`, `12.3 KB`, `4.4 MB`; 1 KB is 1,024 bytes. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function milliseconds(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Local time; with the date unless it was within the last twelve hours. */
export function localTime(iso: string | number, nowMs: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return String(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const recent = Math.abs(nowMs - date.getTime()) < 12 * 3_600_000;
  return recent ? time : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}

/** The text, or its beginning with an ellipsis. */
export const cutTo = (text: string, width: number) => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

/** Every line moved to the right. */
export const indent = (text: string, by: number) => text.replace(/^/gm, ' '.repeat(by));
