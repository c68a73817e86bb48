import { UsageError } from './operator-error.ts';

/**
 * Headers from a file: `Name: value` lines as an HTTP client prints them (a request or status line is skipped), or a JSON
 * object. A name that is there twice is joined with a comma, as API Gateway does. Throws UsageError for anything else.
 */
export function readHeaders(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of text.trimStart().startsWith('{') ? fromJson(text) : fromLines(text)) {
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

function fromJson(text: string): readonly (readonly [string, string])[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError('the file of --headers begins like JSON but does not parse');
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([name, one]) =>
    [one].flat().map((each) => [name, String(each)] as const),
  );
}

function fromLines(text: string): readonly (readonly [string, string])[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^(?:[A-Z]+ \S+ HTTP\/|HTTP\/)/.test(line));
  return lines.map((line, index) => {
    const [, name, value] = /^\s*>?\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s?(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`line ${index + 1} of the file of --headers is no header: write Name: value`);
    }
    return [name, value.trim()] as const;
  });
}
