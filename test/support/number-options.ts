import { parseArgs } from 'node:util';

/** The command line's options, each a number; NaN where its value is none, null when an option is not known. */
export function readNumbers<Name extends string>(
  defaults: Readonly<Record<Name, string>>,
): Record<Name, number> | null {
  const names = Object.keys(defaults) as Name[];
  try {
    const options = Object.fromEntries(
      names.map((name) => [name, { type: 'string' as const, default: defaults[name] }]),
    );
    const values: Readonly<Record<string, unknown>> = parseArgs({ options }).values;
    return Object.fromEntries(names.map((name) => [name, Number(values[name])])) as Record<Name, number>;
  } catch {
    return null;
  }
}
