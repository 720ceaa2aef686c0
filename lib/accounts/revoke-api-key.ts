import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";

/** From the next request on the key is refused. @throws Problem 404 */
export async function revokeApiKey(tidings: Instance, id: string): Promise<Record<string, never>> {
  const { database } = tidings;
  const { apiKeys } = database.tables;
  await database.atomically(function* (tx) {
    const [revoked] = yield* tx.run(
      tx.orm
        .update(apiKeys)
        .set({ revokedAt: tidings.now() })
        .where(and(eq(apiKeys.id, id.toLowerCase()), isNull(apiKeys.revokedAt)))
        .returning({ accountId: apiKeys.accountId, name: apiKeys.name }),
    );
    if (!revoked) throw new Problem("not_found", `There is no API key ${id} that could be revoked.`);
    yield* recordAudit(database, tx, {
      accountId: revoked.accountId,
      actor: { kind: "command_line", id: null, name: "command line" },
      at: tidings.now(),
      action: "api_key.revoked",
      target: { kind: "api_key", id },
      details: { name: revoked.name },
    });
  });
  return {};
}
