/** Null when the service says, by an error of such a name, that there is no such thing. */
export async function orNull<T>(absent: RegExp, call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && absent.test(error.name)) return null;
    throw error;
  }
}
