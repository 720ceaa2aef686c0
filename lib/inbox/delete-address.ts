import { and, asc, eq, ne } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { readMine } from "./find-address";
import { inboxUrl } from "./schema";

/**
 * Takes an address away with everything it keeps.
 * @throws Problem 404, 409 while a webhook that is not deleted sends to it
 */
export async function deleteInboxAddress(caller: Caller, token: string): Promise<void> {
  const { database, now } = caller.tidings;
  const { accountId, actor } = caller;
  await database.atomically(function* (tx) {
    const { inboxAddresses, inboxRequests, webhooks } = database.tables;
    const { name } = yield* readMine(caller, tx, token);
    const users = yield* tx.run(
      tx.orm
        .select({ label: webhooks.label })
        .from(webhooks)
        .where(
          and(
            eq(webhooks.accountId, accountId),
            eq(webhooks.url, inboxUrl(token)),
            ne(webhooks.status, "deleted"),
          ),
        )
        .orderBy(asc(webhooks.label)),
    );
    if (users.length > 0) {
      const names = users.map(({ label }) => `“${label}”`).join(", ");
      throw new Problem(
        "conflict",
        `The address is still used by ${names}. Change the URL there, or delete ${users.length === 1 ? "that webhook" : "those webhooks"} first.`,
      );
    }
    yield* tx.run(tx.orm.delete(inboxRequests).where(eq(inboxRequests.token, token)));
    yield* tx.run(
      tx.orm
        .delete(inboxAddresses)
        .where(and(eq(inboxAddresses.token, token), eq(inboxAddresses.accountId, accountId))),
    );
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now(), action: "inbox_address.deleted" },
      target: { kind: "inbox_address", id: token },
      details: { name },
    });
  });
}
