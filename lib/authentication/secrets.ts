import type { FieldProblem } from "@/lib/errors";
import { secretsOf } from "./schema";

/** A secret of the input: new text, or the ciphertext it keeps. */
export type Secret = { text: string } | { kept: string };

/**
 * A secret that is left out keeps what is stored; an empty text is none.
 * @param kept the ciphertext that is stored
 * @param what in words, for whoever has to enter it
 */
export function takeSecret(
  path: string,
  given: string | undefined,
  kept: string | undefined,
  what: string,
): { secret: Secret } | { fault: FieldProblem } {
  if (given !== undefined && given !== "") return { secret: { text: given } };
  if (given === undefined && kept !== undefined) return { secret: { kept } };
  return { fault: { path, message: "is missing", remedy: `Enter ${what}.` } };
}

/** As it is stored: without its secrets. */
export function withoutSecrets<Given extends { type: string }>(given: Given): Given {
  const secret = new Set(secretsOf(given.type).map(({ key }) => key));
  return Object.fromEntries(Object.entries(given).filter(([key]) => !secret.has(key))) as Given;
}

/** As it is read: of each secret only whether there is one. */
export const withSetMarks = (stored: { type: string }, isSet: (key: string) => boolean) => ({
  ...stored,
  ...Object.fromEntries(secretsOf(stored.type).map(({ key }) => [`${key}Set`, isSet(key)])),
});
