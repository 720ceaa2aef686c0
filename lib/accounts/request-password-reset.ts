import type { Instance } from "@/lib/instance";
import { layOut } from "@/lib/notifications/layout";
import { queueMail } from "@/lib/notifications/queue-mail";
import { paths } from "@/lib/paths";
import { passwordResetMail as t } from "@/texts/password-reset";
import { findPerson } from "./find-person";
import { recordForPerson } from "./record-for-person";
import { strangerAs } from "./record-sign-in";
import { newResetToken, storeResetToken } from "./reset-token";

/**
 * Sends a link to set a new password, if anybody has the address. Called after the answer, which is the same for
 * everybody. The link names PUBLIC_URL, never the host that the request was for.
 */
export async function requestPasswordReset(
  tidings: Instance,
  { email, address }: { email: string; address: string | null },
): Promise<void> {
  const person = await findPerson(tidings, email);
  if (!person) return;
  const { database, env } = tidings;
  const token = newResetToken();
  const url = `${env.PUBLIC_URL}${paths.resetPassword(token)}`;
  const bodies = layOut({
    title: t.title,
    paragraphs: [t.asked(person.email), t.once, t.ignore],
    button: { label: t.button, url },
  });
  await database.atomically(function* (tx) {
    const now = tidings.now();
    yield* storeResetToken(database, tx, { token, userId: person.id, now });
    yield* queueMail(tidings, tx, {
      ...{ accountId: person.accountId, kind: "password_reset", recipient: person.email },
      ...{ subject: t.subject, ...bodies, secret: true },
    });
    yield* recordForPerson(database, tx, {
      userId: person.id,
      actor: strangerAs(person),
      at: now,
      action: "user.password_reset_requested",
      details: { address },
    });
  });
  tidings.wakeMailer();
}
