import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import type { ApiKeyView } from "./schema";

/** The account's keys, newest first; `total` counts them all. */
export async function listApiKeys(
  { tidings, accountId }: Caller,
  { state, id }: { state?: "active" | "revoked"; id?: string } = {},
): Promise<{ keys: ApiKeyView[]; total: number }> {
  const { orm, tables } = tidings.database;
  const { apiKeys } = tables;
  const mine = eq(apiKeys.accountId, accountId);
  const wanted = { active: isNull(apiKeys.revokedAt), revoked: isNotNull(apiKeys.revokedAt) };
  const rows = await orm
    .select({
      ...{ id: apiKeys.id, name: apiKeys.name, hint: apiKeys.hint, scopes: apiKeys.scopes },
      ...{ dataCenterIds: apiKeys.dataCenterIds, createdAt: apiKeys.createdAt, createdBy: apiKeys.createdBy },
      ...{ lastUsedAt: apiKeys.lastUsedAt, revokedAt: apiKeys.revokedAt },
    })
    .from(apiKeys)
    .where(and(mine, state && wanted[state], id ? eq(apiKeys.id, id) : undefined))
    .orderBy(desc(apiKeys.id));
  const total = state || id ? await orm.$count(apiKeys, mine) : rows.length;
  return {
    total,
    keys: rows.map(({ createdAt, lastUsedAt, revokedAt, ...key }) => ({
      ...{ ...key, createdAt: iso(createdAt), lastUsedAt: iso(lastUsedAt), revokedAt: iso(revokedAt) },
    })),
  };
}
