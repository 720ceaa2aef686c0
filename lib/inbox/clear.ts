import { and, count, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { readMine } from "./find-address";

/** Forgets every request of an address. @throws Problem 404 */
export async function clearInbox(caller: Caller, token: string): Promise<void> {
  const { database, now } = caller.tidings;
  const { accountId, actor } = caller;
  await database.atomically(function* (tx) {
    const { inboxRequests } = database.tables;
    const { name } = yield* readMine(caller, tx, token);
    const mine = and(eq(inboxRequests.token, token), eq(inboxRequests.accountId, accountId));
    const [kept] = yield* tx.run(tx.orm.select({ n: count() }).from(inboxRequests).where(mine));
    yield* tx.run(tx.orm.delete(inboxRequests).where(mine));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now(), action: "inbox_address.cleared" },
      target: { kind: "inbox_address", id: token },
      details: { name, requests: Number(kept?.n ?? 0) },
    });
  });
}
