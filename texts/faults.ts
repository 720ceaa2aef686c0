/** What a form says of a value that its schema refuses. */
export const faults = {
  missing: "is missing",
  tooLong: (maximum: number | bigint) => `is longer than ${maximum} characters`,
  tooBig: (maximum: number | bigint) => `must be at most ${maximum}`,
  tooSmall: (minimum: number | bigint) => `must be at least ${minimum}`,
  notMore: (minimum: number | bigint) => `must be more than ${minimum}`,
  notWhole: "must be a whole number",
} as const;
