import { and, eq, inArray } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { Scope } from "@/lib/vocabulary";
import { hashApiKey, newApiKey } from "./api-keys";

/** The key is in this answer and nowhere else. @throws Problem 400, 404 */
export async function createApiKey(
  tidings: Instance,
  accountId: number,
  input: { name: string; scopes: Scope[]; dataCenterIds: number[] | null },
): Promise<{ apiKeyId: string; key: string }> {
  const { database } = tidings;
  const { accounts, apiKeys, dataCenters } = database.tables;
  const id = newId();
  const key = newApiKey();
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const [account] = yield* tx.run(
      tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)),
    );
    if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
    const wanted = [...new Set(input.dataCenterIds ?? [])];
    const known = yield* tx.run(
      tx.orm
        .select({ id: dataCenters.id })
        .from(dataCenters)
        .where(and(eq(dataCenters.accountId, accountId), inArray(dataCenters.id, wanted))),
    );
    const unknown = wanted.filter((wantedId) => !known.some((row) => row.id === wantedId));
    if (unknown.length > 0) {
      const message = `there is no data center ${unknown.join(", ")} in account ${accountId}`;
      throw invalid([{ path: "dataCenters", message, remedy: "Name data centers of the account." }]);
    }
    yield* tx.run(
      tx.orm.insert(apiKeys).values({
        ...{ id, accountId, name: input.name, hash: hashApiKey(key), hint: `${key.slice(0, 8)}…` },
        ...{ scopes: input.scopes, dataCenterIds: input.dataCenterIds && wanted, createdAt: now },
      }),
    );
    yield* recordAudit(database, tx, {
      accountId,
      actor: { kind: "command_line", id: null, name: "command line" },
      at: now,
      action: "api_key.created",
      target: { kind: "api_key", id },
      details: { name: input.name, scopes: input.scopes },
    });
  });
  return { apiKeyId: id, key };
}
