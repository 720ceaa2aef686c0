import { and, eq, ne } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { MailView, Withheld } from "./schema";
import { viewMail } from "./state";

/** One mail with its text, as far as it may be read. @throws Problem 404 */
export async function findMail(caller: Caller, id: string): Promise<MailView> {
  const { tidings, accountId } = caller;
  const { orm, tables } = tidings.database;
  const { mails } = tables;
  if (!isId(id)) throw notFound("mail");
  const [mail] = await orm
    .select()
    .from(mails)
    .where(and(eq(mails.accountId, accountId), eq(mails.id, id.toLowerCase())));
  if (!mail) throw notFound("mail");
  const withheld = await reasonToWithhold(caller, mail);
  return {
    ...viewMail(mail, tidings.env.SMTP_URL !== undefined),
    text: withheld === null ? mail.text : null,
    withheld,
  };
}

/**
 * With a mail server a link is for its recipient alone, however long it takes to arrive: whoever else opened it would
 * be that person. Without one, administrators hand links over; but that of a password reset opens everything its person may do: shown to the administrators of one account, it
 * would hand them the other accounts of that person.
 */
async function reasonToWithhold(
  { tidings, accountId }: Caller,
  mail: { kind: string; recipient: string; secret: boolean; sentAt: number | null },
): Promise<Withheld | null> {
  if (mail.secret && mail.sentAt !== null) return "erased";
  if (mail.secret && tidings.env.SMTP_URL !== undefined) return "for_recipient";
  if (mail.kind !== "password_reset") return null;
  const { orm, tables } = tidings.database;
  const { memberships, users } = tables;
  const [elsewhere] = await orm
    .select({ accountId: memberships.accountId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(users.email, mail.recipient), ne(memberships.accountId, accountId)))
    .limit(1);
  return elsewhere ? "other_account" : null;
}
