import { and, eq, inArray } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { hashApiKey, newApiKey } from "./key";
import { type Rights, refuseEscalation } from "./refuse-escalation";
import { newApiKeySchema } from "./schema";

/**
 * The key is in this answer and nowhere else.
 * @param within what the new key may do at most, where a key makes it
 * @throws Problem 400, 403, 404
 */
export async function createApiKey(
  caller: Caller,
  input: unknown,
  { id = newId(), within }: { id?: string | undefined; within?: Rights } = {},
): Promise<{ apiKeyId: string; key: string }> {
  const parsed = newApiKeySchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  if (within) refuseEscalation(within, parsed.data);
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { accounts, apiKeys } = database.tables;
  const key = newApiKey();
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const [account] = yield* tx.run(
      tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)),
    );
    if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
    yield* requireDataCenters(caller, tx, parsed.data.dataCenterIds ?? []);
    yield* tx.run(
      tx.orm.insert(apiKeys).values({
        ...{ id, accountId, ...parsed.data, hash: hashApiKey(key), hint: `${key.slice(0, 8)}…` },
        ...{ createdAt: now, createdBy: actor.name },
      }),
    );
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, target: { kind: "api_key", id } },
      action: "api_key.created",
      details: parsed.data,
    });
  });
  return { apiKeyId: id, key };
}

function* requireDataCenters({ tidings, accountId }: Caller, tx: Transaction, wanted: number[]): Steps<void> {
  const { dataCenters } = tidings.database.tables;
  const known = yield* tx.run(
    tx.orm
      .select({ id: dataCenters.id })
      .from(dataCenters)
      .where(and(eq(dataCenters.accountId, accountId), inArray(dataCenters.id, wanted))),
  );
  const unknown = wanted.filter((id) => !known.some((row) => row.id === id));
  if (unknown.length === 0) return;
  const message = `there is no data center ${unknown.join(", ")} in account ${accountId}`;
  throw invalid([{ path: "dataCenterIds", message, remedy: "Name data centers of the account." }]);
}
