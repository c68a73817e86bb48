/** Several sequences, each in the order of time, as one. */
export async function* mergeByTime<T extends { readonly timeMs: number }>(
  sequences: readonly AsyncGenerator<T>[],
): AsyncGenerator<T> {
  const next = async (sequence: AsyncGenerator<T>) => {
    const { done, value } = await sequence.next();
    return done ? [] : [{ sequence, value: value as T }];
  };
  try {
    let heads = (await Promise.all(sequences.map(next))).flat();
    for (;;) {
      const [first, ...others] = heads.toSorted((one, other) => one.value.timeMs - other.value.timeMs);
      if (!first) return;
      yield first.value;
      heads = [...(await next(first.sequence)), ...others];
    }
  } finally {
    await Promise.all(sequences.map((sequence) => sequence.return(undefined)));
  }
}
