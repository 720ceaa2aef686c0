import type { FieldProblem } from "@/lib/errors";

/** A secret of the input: new text, or the ciphertext it keeps. */
export type Secret = { text: string } | { kept: string };

/** The secrets of each type: the key under which they are written, and what people call them. */
const SECRETS = {
  basic: [{ key: "password", what: "the password" }],
  raw: [{ key: "value", what: "the value of the Authorization header" }],
  bearer: [{ key: "token", what: "the token" }],
  api_key: [{ key: "value", what: "the key" }],
} as const;

export type SecretType = keyof typeof SECRETS;

/** None for a type that has none, or that has them in a list of its own. */
export const secretsOf = (type: string): readonly { key: string; what: string }[] =>
  Object.hasOwn(SECRETS, type) ? SECRETS[type as SecretType] : [];

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
