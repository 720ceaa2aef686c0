import { or, type SQL, sql } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import { labelKey } from "@/lib/label-schema";

/**
 * Webhooks whose label or URL has the text, without case. SQLite's lower() knows the case of ASCII alone, and so does
 * PostgreSQL's where the database's locale is C: labels are compared by their keys, and where a deleted webhook has
 * none, the text is looked for with its other letters in capitals too.
 */
export function holdsText({ label, labelKey: key, url }: Tables["webhooks"], text: string): SQL | undefined {
  const name = sql`coalesce(${key}, lower(${label}))`;
  return or(
    has(name, labelKey(text)),
    has(name, lowerAscii(text.toUpperCase())),
    has(sql`lower(${url})`, text.toLowerCase()),
  );
}

const has = (column: SQL, text: string) => sql`${column} like ${`%${escapeLike(text)}%`} escape '\\'`;

const lowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");
