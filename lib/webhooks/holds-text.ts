import { or, type SQL, sql } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import { labelKey } from "@/lib/label-schema";

/**
 * Webhooks whose label or URL has the text, without case. SQLite's lower() and LIKE know the case of ASCII alone:
 * labels are compared by their keys, and where a deleted webhook has none, the text is looked for in capitals too.
 */
export function holdsText({ label, labelKey: key, url }: Tables["webhooks"], text: string): SQL | undefined {
  const name = sql`coalesce(${key}, lower(${label}))`;
  return or(
    has(name, labelKey(text)),
    has(name, text.toUpperCase()),
    has(sql`lower(${url})`, text.toLowerCase()),
  );
}

const has = (column: SQL, text: string) => sql`${column} like ${`%${escapeLike(text)}%`} escape '\\'`;

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");
