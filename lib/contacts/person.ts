import type { Reference } from "./book";
import { emailKeyOf } from "./keys";

/** Who is erased: whatever names the person in the data center. */
export interface Person {
  ids: ReadonlySet<string>;
  /** As addresses are compared. */
  emails: ReadonlySet<string>;
}

/** Whether an event is about the person. */
export const isAbout = ({ ids, emails }: Person, { id, email }: Reference): boolean =>
  (id !== null && ids.has(id)) || (email !== null && emails.has(emailKeyOf(email)));

/**
 * Whether a text tells of the person: it holds the address, or the id as the value of some id, as every wire style
 * writes it. A short id may be somebody else's as well; what is taken away then were records of tests alone.
 */
export function tellsOf({ ids, emails }: Person): (text: string) => boolean {
  const values = [...ids].map((id) => `(?:${escaped(JSON.stringify(id))}|${escaped(id)}(?=[\\s,}\\]]))`);
  const named = values.length > 0 && new RegExp(`"(?:\\w*id|id\\w*)"\\s*:\\s*(?:${values.join("|")})`, "i");
  return (text) => {
    const lower = text.toLowerCase();
    return [...emails].some((email) => lower.includes(email)) || (named !== false && named.test(text));
  };
}

/** Whether a row of a file is about the person. */
export function isRowAbout(
  { ids, emails }: Person,
  mapping: readonly (string | null)[],
  cells: readonly string[],
) {
  return cells.some((cell, index) => {
    const is = mapping[index];
    return (is === "id" && ids.has(cell.trim())) || emails.has(emailKeyOf(cell));
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
