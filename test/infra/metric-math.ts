/** A value of one period; undefined where nothing was counted. */
export type Value = number | undefined;

const tokenPattern = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|([-+*/(),]))/y;

/**
 * The metric math that alarms of ours use: + - * / with parentheses, and FILL(id, number).
 * CloudWatch takes a missing value for 0 in arithmetic, and drops what is divided by zero.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(expression: string, read: (id: string) => Value): Value {
  const tokens = tokenize(expression);
  let at = 0;
  const take = (wanted?: string) => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`${expression}: ${wanted ?? 'more'} expected at ${at}, found ${token}`);
    }
    return token;
  };
  const operand = (): Value => {
    const token = take();
    if (token === '(') {
      const value = sum();
      take(')');
      return value;
    }
    if (token === 'FILL') {
      take('(');
      const filled = read(take());
      take(',');
      const otherwise = Number(take());
      take(')');
      return filled ?? otherwise;
    }
    return /^\d/.test(token) ? Number(token) : read(token);
  };
  const binary = (operators: string, next: () => Value) => (): Value => {
    let value = next();
    while (tokens[at] !== undefined && operators.includes(tokens[at] ?? '')) value = apply(take(), value, next());
    return value;
  };
  const product = binary('*/', operand);
  const sum: () => Value = binary('+-', product);
  const result = sum();
  if (at !== tokens.length) throw new Error(`${expression}: ${tokens[at]} was not expected`);
  return result;
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < expression.length) {
    const from = tokenPattern.lastIndex;
    const token = tokenPattern.exec(expression);
    if (!token) throw new Error(`${expression}: not understood at ${from}`);
    tokens.push(token[1] ?? token[2] ?? token[3] ?? '');
  }
  return tokens;
}

function apply(operator: string, left: Value, right: Value): Value {
  if (left === undefined && right === undefined) return undefined;
  const [a, b] = [left ?? 0, right ?? 0];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return b === 0 ? undefined : a / b;
  }
}
