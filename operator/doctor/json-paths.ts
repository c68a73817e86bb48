type Container = Record<string, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Every value at a dotted path; `*` stands for each element, '' for the value itself. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  return path.split('.').reduce<readonly unknown[]>(
    (values, key) =>
      values.flatMap((one) => {
        if (key === '') return [one];
        if (!isContainer(one)) return [];
        if (key === '*') return Object.values(one);
        return Object.hasOwn(one, key) ? [one[key]] : [];
      }),
    [value],
  );
}

/** Sets what is there at a dotted path; with `add`, also what is not yet, but nothing in a list. */
export function setAt(value: unknown, path: string, text: string, { add = false } = {}): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const [parent] = valuesAt(value, keys.join('.'));
  if (!isContainer(parent) || (add ? Array.isArray(parent) : !Object.hasOwn(parent, last))) return;
  parent[last] = text;
}
