import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { changesBetween } from "@/lib/audit/changes";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { keepAnAdministrator, lockPeople, readMember, revokeInvitationsOf, userIdOf } from "./administrators";
import { changeRoleSchema } from "./schema";

/** Counts at the person's next request, which reads the role anew (G6). @throws Problem 400, 404, 409 */
export async function changeRole(caller: Caller, input: unknown): Promise<void> {
  const parsed = changeRoleSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { role } = parsed.data;
  const userId = userIdOf(parsed.data.userId);
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { memberships } = database.tables;
  await database.atomically(function* (tx) {
    yield* lockPeople(database, tx, accountId);
    const member = yield* readMember(database, tx, accountId, userId);
    if (member.role === role) return;
    if (member.role === "administrator") yield* keepAnAdministrator(database, tx, accountId, "made a member");
    yield* tx.run(
      tx.orm
        .update(memberships)
        .set({ role })
        .where(and(eq(memberships.accountId, accountId), eq(memberships.userId, userId))),
    );
    const invitationsRevoked =
      role === "administrator" ? 0 : yield* revokeInvitationsOf(tidings, tx, accountId, member.email);
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: tidings.now(),
      action: "user.role_changed",
      target: { kind: "user", id: userId },
      details: {
        ...{ email: member.email, invitationsRevoked },
        changes: changesBetween({ role: member.role }, { role }),
      },
    });
  });
}
