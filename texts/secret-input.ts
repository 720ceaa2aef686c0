/** A field for what is set once and never shown again. */
export const secretInput = {
  set: "••••••••  set",
  replace: "Replace",
  replaceOf: (what: string) => `Replace ${what}`,
  keep: "Keep",
  keepOf: (what: string) => `Keep the present ${what}`,
  placeholder: "Value",
} as const;
