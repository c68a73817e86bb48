/**
 * CloudWatch's pattern language for JSON lines, as far as it is used here; throws on anything that is not of it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-for-Metric-Filters.html
 */
export function matchesPattern(pattern: string, line: string): boolean {
  const tokens = pattern.match(/&&|\|\||[(){}]|>=|<=|!=|[=<>]|"(?:[^"\\]|\\.)*"|\$\.[\w.]+|-?\d+(?:\.\d+)?|\S/g) ?? [];
  let at = 0;
  const take = (expected?: string) => {
    const token = tokens[at++] ?? '';
    if (expected !== undefined && token !== expected)
      throw new Error(`"${token}" instead of "${expected}" in ${pattern}`);
    return token;
  };
  const record = parseJson(line);

  const either = (): boolean => {
    let value = both();
    while (tokens[at] === '||') {
      take();
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (tokens[at] === '&&') {
      take();
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    if (tokens[at] !== '(') return compare(record, take(), take(), take());
    take('(');
    const value = either();
    take(')');
    return value;
  };
  take('{');
  const value = either();
  take('}');
  if (at !== tokens.length) throw new Error(`more than one pattern in ${pattern}`);
  return record !== null && value;
}

function compare(record: Record<string, unknown> | null, selector: string, operator: string, wanted: string): boolean {
  if (!selector.startsWith('$.')) throw new Error(`"${selector}" selects nothing`);
  const found = record?.[selector.slice(2)];
  if (wanted.startsWith('"')) {
    if (operator !== '=') throw new Error(`"${operator}" does not compare texts here`);
    const text = wanted
      .slice(1, -1)
      .replace(/[.+?^${}()|[\]]/g, '\\$&')
      .replaceAll('*', '.*');
    return typeof found === 'string' && new RegExp(`^${text}$`).test(found);
  }
  if (operator !== '>=' || Number.isNaN(Number(wanted))) throw new Error(`${operator} ${wanted} is not understood`);
  return typeof found === 'number' && found >= Number(wanted);
}

function parseJson(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
