/** A list of the vocabulary as drizzle wants the words of a column. */
export const words = <const Words extends readonly [string, ...string[]]>(list: Words) =>
  list as unknown as [...Words];
