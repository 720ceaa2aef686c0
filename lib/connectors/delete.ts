import { and, asc, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { nameWebhooks } from "@/lib/webhooks/name-webhooks";
import { loadConnector } from "./find";
import { holdConnector } from "./hold";

/** Takes a connector away, its secrets with it. @throws Problem 404, 409 while webhooks use it, which are named */
export async function deleteConnector(caller: Caller, id: string): Promise<void> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { connectors, webhooks } = database.tables;
  const connector = await loadConnector(caller, id);
  const { name, credential } = connector;
  await database.atomically(function* (tx) {
    yield* holdConnector(database, tx, connector);
    const users = yield* tx.run(
      tx.orm
        .select({ label: webhooks.label })
        .from(webhooks)
        .where(eq(webhooks.connectorId, connector.id))
        .orderBy(asc(webhooks.label)),
    );
    if (users.length > 0) {
      const those = users.length === 1 ? "that webhook" : "those webhooks";
      throw new Problem(
        "conflict",
        `The connector is used by ${nameWebhooks(users)}. Choose another authentication there, or delete ${those} first.`,
      );
    }
    const mine = and(eq(connectors.id, connector.id), eq(connectors.accountId, accountId));
    yield* tx.run(tx.orm.delete(connectors).where(mine));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "connector.deleted" },
      target: { kind: "connector", id: connector.id },
      details: { name, type: credential.type },
    });
  });
}
