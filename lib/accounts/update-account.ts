import { eq } from "drizzle-orm";
import { changesBetween } from "@/lib/audit/changes";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import type { Plan } from "@/lib/vocabulary";
import { accountView } from "./list-accounts";

export interface AccountChanges {
  plan?: Plan;
  feature?: "automation=on" | "automation=off";
  webhookLimit?: number;
  retentionDays?: number;
}

/** What is left out stays. @throws Problem 404 */
export async function updateAccount(tidings: Instance, accountId: number, changes: AccountChanges) {
  const { database } = tidings;
  const { accounts } = database.tables;
  const { feature, ...rest } = changes;
  const values = { ...rest, ...(feature && { automation: feature === "automation=on" }) };
  return database.atomically(function* (tx) {
    const [before] = yield* tx.run(tx.orm.select().from(accounts).where(eq(accounts.id, accountId)));
    if (!before) throw new Problem("not_found", `There is no account ${accountId}.`);
    if (Object.values(values).every((value) => value === undefined)) return accountView(before);
    const [updated = before] = yield* tx.run(
      tx.orm.update(accounts).set(values).where(eq(accounts.id, accountId)).returning(),
    );
    yield* recordAudit(database, tx, {
      accountId,
      actor: { kind: "command_line", id: null, name: "command line" },
      at: tidings.now(),
      action: "account.updated",
      target: { kind: "account", id: String(accountId) },
      details: { name: before.name, changes: changesBetween(accountView(before), accountView(updated)) },
    });
    return accountView(updated);
  });
}
