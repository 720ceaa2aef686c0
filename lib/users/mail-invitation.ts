import { eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import type { Instance } from "@/lib/instance";
import { layOut } from "@/lib/notifications/layout";
import { queueMail } from "@/lib/notifications/queue-mail";
import { paths } from "@/lib/paths";
import { DAY_MS, iso } from "@/lib/time";
import type { Role } from "@/lib/vocabulary";
import { mails } from "@/texts/mails";

/** How long a link of an invitation may be used. */
export const INVITATION_MS = 7 * DAY_MS;

/** Queues the mail with the link; the token stands nowhere else. */
export function* mailInvitation(
  { tidings, actor }: Caller,
  tx: Transaction,
  invitation: { accountId: number; email: string; role: Role; token: string; expiresAt: number },
): Steps<void> {
  const { accounts } = tidings.database.tables;
  const [account] = yield* tx.run(
    tx.orm.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, invitation.accountId)),
  );
  const words = mails.invitation({
    account: account?.name ?? "",
    invitedBy: actor.name,
    role: invitation.role,
    email: invitation.email,
    expiresAt: iso(invitation.expiresAt),
  });
  const url = addressOf(tidings, invitation.token);
  yield* queueMail(tidings, tx, {
    accountId: invitation.accountId,
    kind: "invitation",
    recipient: invitation.email,
    subject: words.subject,
    ...layOut({ ...words, button: { label: words.button, url } }),
    secret: true,
  });
}

/** The link for the administrator to hand over, where no mail server carries it. */
export const linkOf = (tidings: Instance, token: string): string | null =>
  tidings.env.SMTP_URL ? null : addressOf(tidings, token);

const addressOf = ({ env }: Instance, token: string) => `${env.PUBLIC_URL}${paths.invitation(token)}`;
