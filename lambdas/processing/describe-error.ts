/** What is said about a thrown value in the journal, in the record and in a dead letter. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
}

/** Anything can be thrown: an Error, a string, undefined, an object whose getters throw. */
export function describeError(thrown: unknown): ErrorDescription {
  try {
    if (thrown instanceof Error) return { name: String(thrown.name), message: String(thrown.message) };
    return { name: 'NonError', message: `a handler threw ${String(thrown)}` };
  } catch {
    return { name: 'NonError', message: 'a handler threw a value that cannot be described' };
  }
}
