import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, notFound } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { isId } from "@/lib/ids";
import { iso } from "@/lib/time";
import { type ApiKeyState, type ApiKeyView, apiKeyFilterSchema, apiKeyViewSchema } from "./schema";

/** The console's list: every key that is wanted, newest first; `total` counts them all. */
export async function listApiKeys(
  caller: Caller,
  { state, id }: { state?: ApiKeyState; id?: string } = {},
): Promise<{ keys: ApiKeyView[]; total: number }> {
  const { orm, tables } = caller.tidings.database;
  const { apiKeys } = tables;
  const wanted = and(inState(caller, state), id ? eq(apiKeys.id, id) : undefined);
  const rows = await select(caller, wanted).orderBy(desc(apiKeys.id));
  const total = state || id ? await orm.$count(apiKeys, inState(caller)) : rows.length;
  return { keys: rows.map(toView), total };
}

/** A page of the account's keys; `total` counts those that fit. @throws Problem 400 */
export async function listApiKeyPage(
  caller: Caller,
  input: unknown,
): Promise<{ apiKeys: ApiKeyView[]; total: number }> {
  const parsed = apiKeyFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { state, sort, direction, limit, offset } = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { apiKeys } = tables;
  const directed = direction === "asc" ? asc : desc;
  const order = {
    createdAt: sql`${apiKeys.createdAt}`,
    name: sql`lower(${apiKeys.name})`,
    // The databases disagree on where a null stands; never used is longest ago.
    lastUsedAt: sql`coalesce(${apiKeys.lastUsedAt}, 0)`,
  };
  const rows = await select(caller, inState(caller, state))
    .orderBy(directed(order[sort]), directed(apiKeys.id))
    .limit(limit)
    .offset(offset);
  return { apiKeys: rows.map(toView), total: await orm.$count(apiKeys, inState(caller, state)) };
}

/** A revoked one is still read. @throws Problem 404 */
export async function findApiKey(caller: Caller, id: string): Promise<ApiKeyView> {
  const { apiKeys } = caller.tidings.database.tables;
  const [row] = !isId(id) ? [] : await select(caller, and(inState(caller), eq(apiKeys.id, id.toLowerCase())));
  if (!row) throw notFound("API key");
  return toView(row);
}

function select({ tidings }: Caller, wanted: SQL | undefined) {
  const { orm, tables } = tidings.database;
  const { apiKeys } = tables;
  return orm
    .select({
      ...{ id: apiKeys.id, name: apiKeys.name, hint: apiKeys.hint, scopes: apiKeys.scopes },
      ...{ dataCenterIds: apiKeys.dataCenterIds, createdAt: apiKeys.createdAt, createdBy: apiKeys.createdBy },
      ...{ lastUsedAt: apiKeys.lastUsedAt, revokedAt: apiKeys.revokedAt },
    })
    .from(apiKeys)
    .where(wanted)
    .$dynamic();
}

function inState({ tidings, accountId }: Caller, state?: ApiKeyState): SQL | undefined {
  const { apiKeys } = tidings.database.tables;
  const states = { active: isNull(apiKeys.revokedAt), revoked: isNotNull(apiKeys.revokedAt) };
  return and(eq(apiKeys.accountId, accountId), state && states[state]);
}

const toView = ({ createdAt, lastUsedAt, revokedAt, ...key }: Awaited<ReturnType<typeof select>>[number]) =>
  apiKeyViewSchema.parse({
    ...{ ...key, createdAt: iso(createdAt), lastUsedAt: iso(lastUsedAt), revokedAt: iso(revokedAt) },
  });
