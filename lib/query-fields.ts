import { z } from "zod";

/** A query string's number; the console's lists are asked for with real ones. */
export const queryNumber = (min: number, max: number) =>
  numberIn(min, max).meta({ override: shownAs(min, max) });

/** The same, where it may be left out. */
export const queryNumberOr = (fallback: number, min: number, max: number) =>
  numberIn(min, max)
    .default(fallback)
    .meta({ override: { ...shownAs(min, max), default: fallback } });

const numberIn = (min: number, max: number) =>
  z
    .union([z.string().regex(/^\d{1,15}$/, { error: "is not a whole number" }), z.int()])
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** What the API's document says of it. */
const shownAs = (minimum: number, maximum: number) =>
  ({ type: "integer", anyOf: undefined, minimum, maximum }) as const;

/** Text to compare with. PostgreSQL takes no NUL, and nothing we store has control characters. */
export const queryText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), { error: "contains control characters" });
