import { z } from "zod";

const MAX_LABEL = 200;

/** What people call a thing: one line of 1 to 200 characters, not code units; blanks at the ends are cut off. */
export const labelSchema = z
  .string()
  .trim()
  .min(1, { message: "is empty" })
  .refine((text) => text.length <= MAX_LABEL || [...text].length <= MAX_LABEL, {
    message: `is longer than ${MAX_LABEL} characters`,
  })
  .refine((text) => !/\p{Cc}/u.test(text), {
    message: "contains control characters",
    params: { remedy: "Remove line breaks, tabs and other control characters." },
  })
  .refine((text) => text.isWellFormed(), {
    message: "contains half a character",
    params: { remedy: "Remove the lone surrogate; write the whole character." },
  });

/** Labels are compared without case (decision 12), in one Unicode form. */
export const labelKey = (label: string) => label.normalize("NFKC").toLowerCase();
