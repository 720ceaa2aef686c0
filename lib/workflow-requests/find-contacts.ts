import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { RenderableContact } from "@/lib/payloads/renderable-event";
import { queryNumber, queryText } from "@/lib/query-fields";
import { readStandardField, standardField } from "@/lib/templates/contact-fields";
import { type FoundContact, foundContactSchema } from "./found-schema";

const searchSchema = z.strictObject({
  dataCenterId: queryNumber(1, Number.MAX_SAFE_INTEGER),
  q: queryText(200).default(""),
});

const MOST = 20;
/** A word may begin a value that is no name; so many candidates are looked at. */
const LOOKED_AT = 400;

/**
 * Contacts of a data center whose id it is, or whose e-mail or names begin with the words (S4.27).
 * @throws Problem 400
 */
export async function findContacts(
  { tidings, accountId }: Caller,
  input: unknown,
): Promise<{ contacts: FoundContact[] }> {
  const parsed = searchSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { dataCenterId, q } = parsed.data;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const { contacts } = tidings.database.tables;
  const holds = (word: string) =>
    like(contacts.properties, `%"${escaped(JSON.stringify(word).slice(1, -1))}%`);
  const begins = (word: string): SQL | undefined =>
    or(eq(contacts.id, word), like(contacts.email, `${escaped(word)}%`), holds(word));
  const rows = await tidings.database.orm
    .select({ id: contacts.id, email: contacts.email, properties: contacts.properties })
    .from(contacts)
    .where(
      and(
        eq(contacts.accountId, accountId),
        eq(contacts.dataCenterId, dataCenterId),
        q.trim() === "" ? undefined : or(eq(contacts.id, q.trim()), and(...words.map(begins))),
      ),
    )
    .orderBy(asc(contacts.id))
    .limit(q.trim() === "" ? MOST : LOOKED_AT);
  const found = rows.filter((row) => row.id === q.trim() || words.every((word) => isCalled(row, word)));
  return {
    contacts: found
      .slice(0, MOST)
      .map((row) => foundContactSchema.parse({ ...row, name: namesOf(row).join(" ") })),
  };
}

/** PostgreSQL and SQLite alike. */
const like = (column: unknown, pattern: string) => sql`lower(${column}) like ${pattern} escape '\\'`;

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

const isCalled = (contact: RenderableContact, word: string): boolean =>
  contact.id?.toLowerCase() === word ||
  contact.email?.toLowerCase().startsWith(word) === true ||
  namesOf(contact).some((name) => name.toLowerCase().startsWith(word));

function namesOf(contact: RenderableContact): string[] {
  return ["firstname", "lastname"].flatMap((name) => {
    const field = standardField(name);
    const value = field && readStandardField(contact, field);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
}
