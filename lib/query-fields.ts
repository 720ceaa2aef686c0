import { z } from "zod";

/** A query string's number; the console's lists are asked for with real ones. */
export const queryNumber = (min: number, max: number) =>
  z
    .union([z.string().regex(/^\d{1,15}$/, { error: "is not a whole number" }), z.int()])
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** Text to compare with. PostgreSQL takes no NUL, and nothing we store has control characters. */
export const queryText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), { error: "contains control characters" });
