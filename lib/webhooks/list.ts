import { and, asc, count, desc, eq, gte, ne, type SQL, sql, sum } from "drizzle-orm";
import type { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { fourteenDaysBefore } from "@/lib/time";
import { labelKey } from "./create";
import { type WebhookFilter, webhookFilterSchema, webhookRowFilterSchema } from "./filter";
import { countWaiting } from "./find";
import type { WebhookView } from "./schema";
import { toView } from "./view";

export interface WebhookTableRow {
  webhook: WebhookView;
  dataCenterName: string;
  /** Counted runs of the last 14 days, and deliveries that ended without success. */
  succeeded: number;
  failed: number;
  lost: number;
  failedInARow: number;
}

/** Webhooks of the account, deleted ones only when asked for by status. @throws Problem 400 */
export async function listWebhooks(
  caller: Caller,
  input: unknown,
): Promise<{ webhooks: WebhookView[]; total: number }> {
  const filter = parseFilter(webhookFilterSchema, input);
  const { rows, total } = await readRows(caller, filter);
  return { webhooks: rows.map((row) => row.webhook), total };
}

/** The console's table: the same with names and counters, and how much of the limit is used. */
export async function listWebhookRows(
  caller: Caller,
  input: WebhookFilter,
): Promise<{ rows: WebhookTableRow[]; total: number; used: number; limit: number }> {
  const filter = parseFilter(webhookRowFilterSchema, input);
  return { ...(await readRows(caller, filter)), ...(await readUsage(caller)) };
}

function parseFilter<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(fieldProblems(parsed.error, input));
}

type Filter = z.infer<typeof webhookRowFilterSchema>;

async function readRows(caller: Caller, filter: Filter): Promise<{ rows: WebhookTableRow[]; total: number }> {
  const { database, now } = caller.tidings;
  const { orm, tables } = database;
  const { webhooks, webhookRevisions, dataCenters, runHours } = tables;
  const where = conditions(caller, filter);
  const counters = orm
    .select({
      webhookId: runHours.webhookId,
      succeeded: sum(runHours.succeeded).mapWith(Number).as("succeeded"),
      failed: sum(runHours.failed).mapWith(Number).as("failed"),
      lost: sum(runHours.lost).mapWith(Number).as("lost"),
    })
    .from(runHours)
    .where(gte(runHours.hour, fourteenDaysBefore(now())))
    .groupBy(runHours.webhookId)
    .as("counters");
  const order: Record<Filter["sort"], SQL> = {
    createdAt: sql`${webhooks.createdAt}`,
    updatedAt: sql`${webhooks.updatedAt}`,
    label: sql`coalesce(${webhooks.labelKey}, lower(${webhooks.label}))`,
    status: sql`${webhooks.status}`,
    succeeded: sql`coalesce(${counters.succeeded}, 0)`,
    failed: sql`coalesce(${counters.failed}, 0)`,
  };
  const inOrder = filter.direction === "asc" ? asc : desc;
  const [found] = await orm
    .select({ total: count() })
    .from(webhooks)
    .innerJoin(webhookRevisions, newest(caller))
    .where(where);
  const rows = await orm
    .select({
      webhook: webhooks,
      revision: { settings: webhookRevisions.settings, secrets: webhookRevisions.secrets },
      dataCenterName: dataCenters.name,
      succeeded: counters.succeeded,
      failed: counters.failed,
      lost: counters.lost,
    })
    .from(webhooks)
    .innerJoin(webhookRevisions, newest(caller))
    .leftJoin(
      dataCenters,
      and(eq(dataCenters.accountId, webhooks.accountId), eq(dataCenters.id, webhooks.dataCenterId)),
    )
    .leftJoin(counters, eq(counters.webhookId, webhooks.id))
    .where(where)
    .orderBy(inOrder(order[filter.sort]), inOrder(webhooks.id))
    .limit(filter.limit)
    .offset(filter.offset);
  const waiting = await countWaiting(
    database,
    rows.map((row) => row.webhook.id),
  );
  return {
    total: Number(found?.total ?? 0),
    rows: rows.map((row) => ({
      webhook: toView(row.webhook, row.revision, waiting(row.webhook.id)),
      dataCenterName: row.dataCenterName ?? "",
      succeeded: row.succeeded ?? 0,
      failed: row.failed ?? 0,
      lost: row.lost ?? 0,
      failedInARow: row.webhook.failedInARow,
    })),
  };
}

function newest(caller: Caller) {
  const { webhooks, webhookRevisions } = caller.tidings.database.tables;
  return and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision));
}

function conditions(caller: Caller, filter: Filter) {
  const { webhooks, webhookTriggers } = caller.tidings.database.tables;
  const subscribes = sql`exists (select 1 from ${webhookTriggers}
    where ${webhookTriggers.webhookId} = ${webhooks.id} and ${webhookTriggers.type} = ${filter.type})`;
  // The key, since SQLite's lower() knows ASCII only; a deleted webhook has none.
  const label = sql`coalesce(${webhooks.labelKey}, lower(${webhooks.label}))`;
  const [inLabel, inUrl] = [labelKey(filter.q ?? ""), (filter.q ?? "").toLowerCase()].map(
    (text) => `%${escapeLike(text)}%`,
  );
  return and(
    eq(webhooks.accountId, caller.accountId),
    filter.status ? eq(webhooks.status, filter.status) : ne(webhooks.status, "deleted"),
    filter.dataCenterId ? eq(webhooks.dataCenterId, filter.dataCenterId) : undefined,
    filter.type ? subscribes : undefined,
    filter.profile ? eq(webhooks.profile, filter.profile) : undefined,
    filter.q
      ? sql`(${label} like ${inLabel} escape '\\' or lower(${webhooks.url}) like ${inUrl} escape '\\')`
      : undefined,
  );
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

async function readUsage(caller: Caller): Promise<{ used: number; limit: number }> {
  const { orm, tables } = caller.tidings.database;
  const { accounts, webhooks } = tables;
  const [account] = await orm
    .select({ limit: accounts.webhookLimit })
    .from(accounts)
    .where(eq(accounts.id, caller.accountId));
  const [row] = await orm
    .select({ used: count() })
    .from(webhooks)
    .where(and(eq(webhooks.accountId, caller.accountId), ne(webhooks.status, "deleted")));
  return { used: Number(row?.used ?? 0), limit: account?.limit ?? 0 };
}
