const unitMs = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** Milliseconds of `30s`, `10m`, `2h` or `3d`; null for anything else. */
export function durationMs(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return amount === undefined ? null : Number(amount) * (unitMs.get(unit) ?? Number.NaN);
}

const units = [...unitMs].toReversed();
const names = new Map([
  ['s', 's'],
  ['m', 'min'],
  ['h', 'h'],
  ['d', 'd'],
]);

/** `45 s`, `12 min`, `3 h`, `2 d`: the largest whole unit. */
export function inWords(ms: number): string {
  const [unit, size] = units.find(([, one]) => ms >= one) ?? ['s', 1_000];
  return `${Math.floor(Math.max(0, ms) / size)} ${names.get(unit)}`;
}
