import type { DoctorReport } from '../doctor/report.ts';
import { plural, twoColumns, wrap } from './layout.ts';
import type { Painter } from './terminal.ts';

/** The report for people: faults with their remedies, what could not be checked, and what is right. */
export function doctorLines({ findings, notChecked, right }: DoctorReport, paint: Painter): readonly string[] {
  const names = new Set([...findings, ...notChecked, ...right].flatMap(({ endpoint }) => endpoint ?? []));
  const rows = (all: readonly Said[]) => byText(all, names.size);
  return [
    findings.length === 0
      ? paint('green', 'no fault found')
      : paint('red', `${plural(findings.length, 'fault')} found`),
    ...findings.flatMap(({ code, endpoint, sentence, remedy }) => [
      '',
      `${paint('bold', code)}${endpoint === null ? '' : `  ${endpoint}`}`,
      wrap(sentence, 2),
      paint('cyan', remedyLines(remedy)),
    ]),
    ...section('not checked', 'yellow', rows(notChecked.map((one) => ({ ...one, text: one.reason }))), paint),
    ...section('right', 'green', rows(right.map((one) => ({ ...one, text: one.detail ?? '' }))), paint),
  ];
}

/** A long command of another program is continued line by line, so that it can be copied as it stands. */
function remedyLines(remedy: string): string {
  if (!remedy.startsWith('aws ')) return wrap(`→ ${remedy}`, 2);
  const lines = wrap(remedy, 6).split('\n');
  return lines.map((line, index) => line.slice(2) + (index < lines.length - 1 ? ' \\' : '')).join('\n');
}

interface Said {
  readonly check: string;
  readonly endpoint: string | null;
  readonly text: string;
}

/** One row for all endpoints of which a check says the same; the rows of one check stand together. */
function byText(all: readonly Said[], endpointCount: number): readonly (readonly [string, string])[] {
  const rows = new Map<string, { readonly check: string; readonly text: string; readonly endpoints: string[] }>();
  for (const { check, endpoint, text } of all) {
    const key = `${check}\n${text}`;
    const row = rows.get(key) ?? { check, text, endpoints: [] };
    if (endpoint !== null) row.endpoints.push(endpoint);
    rows.set(key, row);
  }
  const order = [...new Set(all.map(({ check }) => check))];
  const sorted = [...rows.values()].toSorted((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
  return sorted.map(({ check, text, endpoints }) => {
    const whose = endpoints.length === endpointCount && endpointCount > 1 ? 'every endpoint' : endpoints.join(', ');
    return [check, [whose, text].filter((part) => part !== '').join(': ') || 'as it should be'];
  });
}

function section(
  title: string,
  colour: 'yellow' | 'green',
  rows: readonly (readonly [string, string])[],
  paint: Painter,
): readonly string[] {
  return rows.length === 0 ? [] : ['', paint(colour, title), twoColumns(rows, { width: 'dead letters'.length })];
}
