import type { DoctorReport } from '../doctor/report.ts';
import { plural, twoColumns, wrap } from './layout.ts';
import type { Painter } from './terminal.ts';

/** The report for people: faults with their remedies, what could not be checked, and what is right. */
export function doctorLines({ findings, notChecked, right }: DoctorReport, paint: Painter): readonly string[] {
  return [
    findings.length === 0
      ? paint('green', 'no fault found')
      : paint('red', `${plural(findings.length, 'fault')} found`),
    ...findings.flatMap(({ code, endpoint, sentence, remedy }) => [
      '',
      `${paint('bold', code)}${endpoint === null ? '' : `  ${endpoint}`}`,
      wrap(sentence, 2),
      paint('cyan', wrap(`→ ${remedy}`, 2)),
    ]),
    ...section('not checked', 'yellow', byText(notChecked.map((one) => ({ ...one, text: one.reason }))), paint),
    ...section('right', 'green', byText(right.map((one) => ({ ...one, text: one.detail ?? '' }))), paint),
  ];
}

interface Said {
  readonly check: string;
  readonly endpoint: string | null;
  readonly text: string;
}

/** One row for all endpoints of which a check says the same. */
function byText(all: readonly Said[]): readonly (readonly [string, string])[] {
  const rows = new Map<string, { readonly check: string; readonly text: string; readonly endpoints: string[] }>();
  for (const { check, endpoint, text } of all) {
    const key = `${check}\n${text}`;
    const row = rows.get(key) ?? { check, text, endpoints: [] };
    if (endpoint !== null) row.endpoints.push(endpoint);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ check, text, endpoints }) => [
    check,
    [endpoints.join(', '), text].filter((part) => part !== '').join(': '),
  ]);
}

function section(
  title: string,
  colour: 'yellow' | 'green',
  rows: readonly (readonly [string, string])[],
  paint: Painter,
): readonly string[] {
  return rows.length === 0 ? [] : ['', paint(colour, title), twoColumns(rows, { width: 'dead letters'.length })];
}
