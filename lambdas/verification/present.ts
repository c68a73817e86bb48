/** The values of a part that has at most one; an empty text is none. */
export const present = (value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [value];
