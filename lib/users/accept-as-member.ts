import { and, eq } from "drizzle-orm";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { join, takeInvitation } from "./take-invitation";

/**
 * Accepts an invitation for the person who is signed in, who then looks at the account that was joined.
 * @throws Problem 403 if it is for somebody else, 409
 */
export async function acceptAsMember(
  tidings: Instance,
  person: { userId: string; email: string; sessionId: string },
  token: string,
): Promise<void> {
  const { database } = tidings;
  const { sessions } = database.tables;
  await database.atomically(function* (tx) {
    const invitation = yield* takeInvitation(tidings, tx, token);
    if (invitation.email !== person.email.toLowerCase()) {
      throw new Problem("forbidden", `This invitation is for ${invitation.email}. Sign in as that user.`);
    }
    yield* join(tidings, tx, person.userId, invitation);
    yield* tx.run(
      tx.orm
        .update(sessions)
        .set({ activeAccountId: invitation.accountId })
        .where(and(eq(sessions.id, person.sessionId), eq(sessions.userId, person.userId))),
    );
  });
}
