import { createHash } from "node:crypto";
import { invalid, Problem } from "@/lib/errors";

/** The entity tags of an `If-Match` header; any of them will do. */
export type IfMatch = readonly string[] | "*" | undefined;

/** A strong entity tag (RFC 9110, 8.8.3): an opaque word in quotes. */
export const tagOf = (...parts: (string | number)[]) => `"${parts.join("-")}"`;

/** The tag of something that has no revision: a digest of what it is. */
export const contentTag = (value: unknown) =>
  `"${createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 27)}"`;

const TAGS = /^\s*(?:W\/)?"[^"]*"\s*(?:,\s*(?:W\/)?"[^"]*"\s*)*$/;

/** @throws Problem 400 */
export function parseIfMatch(header: string | null): IfMatch {
  if (header === null) return undefined;
  if (header.trim() === "*") return "*";
  if (!TAGS.test(header)) {
    const remedy = 'Send the ETag that a GET answered, in its quotes: If-Match: "3-active".';
    throw invalid([{ path: "If-Match", message: "is not an entity tag", remedy }]);
  }
  return tagsOf(header);
}

const tagsOf = (header: string) => header.match(/(?:W\/)?"[^"]*"/g) ?? [];

/** @param tag of what is there now @throws Problem 412 */
export function requireMatch(ifMatch: IfMatch, tag: string): void {
  // A weak tag never matches here (RFC 9110, 13.1.1).
  if (ifMatch === undefined || ifMatch === "*" || ifMatch.includes(tag)) return;
  throw new Problem(
    "precondition_failed",
    "It was changed since you read it. Read it again, and repeat your change with its new ETag.",
    [],
    { ETag: tag },
  );
}
