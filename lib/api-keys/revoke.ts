import { and, eq, isNull } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound, Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";

/** From the next request on the key is refused. @throws Problem 404, also for a key that is revoked already */
export async function revokeApiKey(caller: Caller, givenId: string): Promise<Record<string, never>> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { apiKeys } = database.tables;
  if (!isId(givenId)) throw notFound("active API key");
  const id = givenId.toLowerCase();
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const [revoked] = yield* tx.run(
      tx.orm
        .update(apiKeys)
        .set({ revokedAt: now })
        .where(and(eq(apiKeys.id, id), eq(apiKeys.accountId, accountId), isNull(apiKeys.revokedAt)))
        .returning({ name: apiKeys.name }),
    );
    if (!revoked) throw notFound("active API key");
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, target: { kind: "api_key", id } },
      action: "api_key.revoked",
      details: { name: revoked.name },
    });
  });
  return {};
}

/** For the command line, which is told no account. @throws Problem 404 */
export async function findAccountOfKey(tidings: Instance, id: string): Promise<number> {
  const { orm, tables } = tidings.database;
  const [key] = !isId(id)
    ? []
    : await orm
        .select({ accountId: tables.apiKeys.accountId })
        .from(tables.apiKeys)
        .where(eq(tables.apiKeys.id, id.toLowerCase()));
  if (!key) throw new Problem("not_found", `There is no API key ${id} that could be revoked.`);
  return key.accountId;
}
