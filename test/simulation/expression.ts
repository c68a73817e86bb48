import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

type Evaluate<Result> = (item: Item, placeholders: Placeholders) => Result;
type Operand = Evaluate<AttributeValue | undefined>;

interface Compiled<Result> {
  readonly evaluate: Evaluate<Result>;
  /** The placeholders that the text names. */
  readonly used: readonly string[];
}

interface Tokens {
  readonly next: () => string;
  readonly accept: (token: string) => boolean;
  readonly expect: (token: string) => void;
  readonly ended: () => boolean;
  readonly used: readonly string[];
}

function tokensOf(text: string): Tokens {
  const tokens = text.match(/[:#]?[A-Za-z_]\w*|<>|<=|>=|\S/g) ?? [];
  let position = 0;
  const accept = (token: string) => {
    const found = tokens[position] === token;
    if (found) position += 1;
    return found;
  };
  return {
    accept,
    next: () => tokens[position++] ?? '',
    expect: (token) => {
      if (!accept(token)) throw new Error(`"${token}" is missing before "${tokens[position] ?? ''}" in "${text}"`);
    },
    ended: () => position >= tokens.length,
    used: [...new Set(tokens.filter((token) => /^[:#]/.test(token)))],
  };
}

const nameIn = (token: string, { names }: Placeholders) => (token.startsWith('#') ? (names[token] ?? token) : token);

function operand(tokens: Tokens): Operand {
  const token = tokens.next();
  if (token.startsWith(':')) return (_, { values }) => values[token];
  if (token === 'if_not_exists') {
    tokens.expect('(');
    const path = tokens.next();
    tokens.expect(',');
    const otherwise = operand(tokens);
    tokens.expect(')');
    return (item, placeholders) => item[nameIn(path, placeholders)] ?? otherwise(item, placeholders);
  }
  if (!/^#?[A-Za-z_]/.test(token)) throw new Error(`"${token}" is neither an attribute nor a value`);
  return (item, placeholders) => item[nameIn(token, placeholders)];
}

/** Numbers with numbers, texts with texts; whatever else is compared is false, as in DynamoDB. */
function compare(operator: string, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (operator === '<>') return !compare('=', left, right);
  const pair =
    left?.N !== undefined && right?.N !== undefined ? [Number(left.N), Number(right.N)] : [left?.S, right?.S];
  const [a, b] = pair;
  if (a === undefined || b === undefined) return false;
  if (operator === '=') return a === b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  throw new Error(`the operator "${operator}" is not known here`);
}

function term(tokens: Tokens): Evaluate<boolean> {
  if (tokens.accept('(')) {
    const inner = disjunction(tokens);
    tokens.expect(')');
    return inner;
  }
  if (tokens.accept('attribute_not_exists')) {
    tokens.expect('(');
    const path = tokens.next();
    tokens.expect(')');
    return (item, placeholders) => item[nameIn(path, placeholders)] === undefined;
  }
  const left = operand(tokens);
  const operator = tokens.next();
  const right = operand(tokens);
  return (item, placeholders) => compare(operator, left(item, placeholders), right(item, placeholders));
}

function joined(tokens: Tokens, word: 'AND' | 'OR', part: (tokens: Tokens) => Evaluate<boolean>): Evaluate<boolean> {
  const parts = [part(tokens)];
  while (tokens.accept(word)) parts.push(part(tokens));
  return word === 'AND'
    ? (item, placeholders) => parts.every((one) => one(item, placeholders))
    : (item, placeholders) => parts.some((one) => one(item, placeholders));
}

const conjunction = (tokens: Tokens) => joined(tokens, 'AND', term);
const disjunction = (tokens: Tokens): Evaluate<boolean> => joined(tokens, 'OR', conjunction);

function sum(tokens: Tokens): Operand {
  const left = operand(tokens);
  if (!tokens.accept('+')) return left;
  const right = operand(tokens);
  return (item, placeholders) => {
    const [a, b] = [left(item, placeholders), right(item, placeholders)];
    if (a?.N === undefined || b?.N === undefined) throw new Error('only numbers can be added');
    return { N: String(Number(a.N) + Number(b.N)) };
  };
}

function assignments(tokens: Tokens): Evaluate<Item> {
  const sets: [path: string, value: Operand][] = [];
  const removed: string[] = [];
  tokens.expect('SET');
  do {
    const path = tokens.next();
    tokens.expect('=');
    sets.push([path, sum(tokens)]);
  } while (tokens.accept(','));
  if (tokens.accept('REMOVE')) {
    do removed.push(tokens.next());
    while (tokens.accept(','));
  }
  return (item, placeholders) => {
    const changed: Record<string, AttributeValue> = {};
    const gone = removed.map((path) => nameIn(path, placeholders));
    // An object of which something was deleted is slow from then on.
    for (const [name, value] of Object.entries(item)) if (!gone.includes(name)) changed[name] = value;
    for (const [path, value] of sets) {
      const result = value(item, placeholders);
      if (result === undefined) throw new Error(`the value for ${path} is missing`);
      changed[nameIn(path, placeholders)] = result;
    }
    return changed;
  };
}

function compiler<Result>(parse: (tokens: Tokens) => Evaluate<Result>): (text: string) => Compiled<Result> {
  const known = new Map<string, Compiled<Result>>();
  return (text) => {
    let compiled = known.get(text);
    if (!compiled) {
      const tokens = tokensOf(text);
      compiled = { evaluate: parse(tokens), used: tokens.used };
      if (!tokens.ended()) throw new Error(`"${tokens.next()}" was not expected in "${text}"`);
      known.set(text, compiled);
    }
    return compiled;
  };
}

/** DynamoDB's condition expressions, as far as an idempotency table needs them. Throws on anything else. */
export const compileCondition = compiler(disjunction);
/** The same for update expressions. */
export const compileUpdate = compiler(assignments);
