import { createRequire } from 'node:module';

interface Context {
  readonly attrNames?: Readonly<Record<string, string>> | undefined;
  readonly attrVals?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** What the parser found used, it deletes here. */
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
  readonly isKeyCondition?: boolean;
}
interface Parser {
  parse(expression: string, options: { readonly context: Context }): unknown;
}

/** Parsed once; the values of a later request with names and types alike are put into a copy. */
interface Parsed {
  build(values: Context['attrVals']): unknown;
  readonly usedNames: readonly string[];
  readonly usedValues: readonly string[];
}

const require = createRequire(import.meta.url);
const capacity = 500;
/** What the parser says of these depends on the values themselves. */
const dependsOnValues = /\bbetween\b|attribute_type/i;
let taught = false;

/** dynalite parses the expressions of every request anew, a millisecond for one with parentheses: keeps what it parsed. */
export function cacheExpressions(): void {
  if (taught) return;
  taught = true;
  for (const name of ['conditionParser', 'updateParser']) {
    const parser = require(`dynalite/db/${name}`) as Parser;
    parser.parse = cachingParse(parser.parse);
  }
}

function cachingParse(parse: Parser['parse']): Parser['parse'] {
  const cache = new Map<string, Parsed>();
  return (expression, options) => {
    const { context } = options;
    if (dependsOnValues.test(expression)) return parse(expression, options);
    const key = keyOf(expression, context);
    const parsed = cache.get(key);
    if (parsed) return reuse(parsed, context);
    const unusedBefore = unusedOf(context);
    const result = parse(expression, options);
    // A string is a complaint, which may name what stood in the values.
    if (typeof result === 'string') return result;
    if (cache.size >= capacity) cache.clear();
    cache.set(key, { build: createBuilder(result, valueNames(context.attrVals)), ...usedSince(unusedBefore, context) });
    return result;
  };
}

function reuse(
  { build, usedNames, usedValues }: Parsed,
  { attrVals, unusedAttrNames, unusedAttrVals }: Context,
): unknown {
  for (const name of usedNames) delete unusedAttrNames[name];
  for (const name of usedValues) delete unusedAttrVals[name];
  return build(attrVals);
}

const unusedOf = ({ unusedAttrNames, unusedAttrVals }: Context) => ({
  names: Object.keys(unusedAttrNames),
  values: Object.keys(unusedAttrVals),
});

const usedSince = (before: ReturnType<typeof unusedOf>, { unusedAttrNames, unusedAttrVals }: Context) => ({
  usedNames: before.names.filter((name) => !(name in unusedAttrNames)),
  usedValues: before.values.filter((name) => !(name in unusedAttrVals)),
});

/** What the result depends on, but for the values: names that another expression of the request has used already count as well. */
function keyOf(expression: string, context: Context): string {
  const { attrNames, attrVals = {} } = context;
  const types = Object.entries(attrVals).map(([name, value]) => [name, Object.keys(value)]);
  return JSON.stringify([expression, attrNames, types, unusedOf(context), context.isKeyCondition]);
}

const valueNames = (values: Context['attrVals'] = {}) =>
  new Map<unknown, string>(Object.entries(values).map(([name, value]) => [value, name]));

type Build = (values: Context['attrVals']) => unknown;

/** The parser puts the request's own value objects into its result, by which their places are known. */
function createBuilder(node: unknown, names: ReadonlyMap<unknown, string>): Build {
  const name = names.get(node);
  if (name !== undefined) return (values) => values?.[name];
  if (typeof node !== 'object' || node === null) return () => node;
  if (Array.isArray(node)) {
    const items = node.map((item) => createBuilder(item, names));
    return (values) => items.map((build) => build(values));
  }
  const fields = Object.entries(node).map(([key, field]) => [key, createBuilder(field, names)] as const);
  return (values) => Object.fromEntries(fields.map(([key, build]) => [key, build(values)]));
}
