import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { isId } from "@/lib/ids";
import { walkList } from "@/lib/walk-list";
import type { MailRow } from "./schema";
import { viewMail } from "./state";

export interface MailFilter {
  /** Part of a recipient or a subject. */
  q?: string;
  /** Of workflows to contacts, or those to people who work here; both where it is left out. */
  of?: "messages" | "account";
  cursor?: string;
  limit?: number;
}

/** The second in the very words of its index. */
const KINDS = { messages: sql.raw("kind = 'message'"), account: sql.raw("kind <> 'message'") };

/** The account's Outbox, newest first, without the texts. */
export async function listMails(
  { tidings, accountId }: Caller,
  { q, of, cursor, limit = 50 }: MailFilter,
): Promise<{ mails: MailRow[]; next: string | null }> {
  const { orm, tables } = tidings.database;
  const { mails } = tables;
  const { text: _text, html: _html, ...columns } = getTableColumns(mails);
  const wanted = q?.toLowerCase();
  const page = await walkList(
    {
      read: (after, size) =>
        orm
          .select(columns)
          .from(mails)
          .where(
            and(eq(mails.accountId, accountId), after ? lt(mails.id, after) : undefined, of && KINDS[of]),
          )
          .orderBy(desc(mails.id))
          .limit(size),
      place: ({ id }) => id,
      wanted: wanted
        ? ({ recipient, subject }) => recipient.includes(wanted) || subject.toLowerCase().includes(wanted)
        : undefined,
    },
    cursor && isId(cursor) ? cursor.toLowerCase() : undefined,
    limit,
  );
  const hasServer = tidings.env.SMTP_URL !== undefined;
  return { mails: page.rows.map((mail) => viewMail(mail, hasServer)), next: page.next };
}
