import { and, asc, count, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { SQLiteSelect } from "drizzle-orm/sqlite-core";
import type { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { type RunTotals, runTotals } from "@/lib/runs/totals";
import { fourteenDaysBefore } from "@/lib/time";
import { type WebhookFilter, webhookFilterSchema, webhookRowFilterSchema } from "./filter";
import { countWaiting } from "./find";
import { holdsText } from "./holds-text";
import type { Outlook } from "./outlook";
import { readUsage } from "./read-usage";
import type { WebhookView } from "./schema";
import { toView } from "./view";
import { readOutlooks } from "./waiting";

/** With the counted runs of the last 14 days. */
export interface WebhookTableRow extends RunTotals {
  webhook: WebhookView;
  dataCenterName: string;
  failedInARow: number;
  /** What becomes of what waits, where it is active and so much waits that one asks. */
  outlook?: Outlook;
}

/** Webhooks of the account, deleted ones only when asked for by status. @throws Problem 400 */
export async function listWebhooks(
  caller: Caller,
  input: unknown,
): Promise<{ webhooks: WebhookView[]; total: number }> {
  const filter = parseFilter(webhookFilterSchema, input);
  const { rows, total } = await readPage(caller, filter);
  return { webhooks: rows.map((row) => row.webhook), total };
}

/** The console's table: the same with names and counters, and how much of the limit is used. */
export async function listWebhookRows(
  caller: Caller,
  input: WebhookFilter,
): Promise<{ rows: WebhookTableRow[]; total: number; used: number; limit: number }> {
  const filter = parseFilter(webhookRowFilterSchema, input);
  const { rows, total } = await readPage(caller, filter);
  const totals = await readTotals(
    caller,
    rows.map(({ webhook }) => webhook.id),
  );
  const outlooks = await readOutlooks(caller.tidings, rows);
  return {
    rows: rows.map((row) => ({
      ...{ ...row, ...(totals.get(row.webhook.id) ?? NO_RUNS) },
      outlook: outlooks.get(row.webhook.id),
    })),
    total,
    ...(await readUsage(caller)),
  };
}

const NO_RUNS: RunTotals = { succeeded: 0, failed: 0, lost: 0 };

function parseFilter<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(fieldProblems(parsed.error, input));
}

type Filter = z.infer<typeof webhookRowFilterSchema>;

type Row = Omit<WebhookTableRow, keyof RunTotals>;

async function readPage(caller: Caller, filter: Filter): Promise<{ rows: Row[]; total: number }> {
  const { database } = caller.tidings;
  const { orm, tables } = database;
  const { webhooks, webhookRevisions, dataCenters } = tables;
  const where = conditions(caller, filter);
  const [found] = await orm.select({ total: count() }).from(webhooks).where(where);
  const page = orm
    .select({
      webhook: webhooks,
      revision: { settings: webhookRevisions.settings, secrets: webhookRevisions.secrets },
      dataCenterName: dataCenters.name,
    })
    .from(webhooks)
    .innerJoin(
      webhookRevisions,
      and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
    )
    .leftJoin(
      dataCenters,
      and(eq(dataCenters.accountId, webhooks.accountId), eq(dataCenters.id, webhooks.dataCenterId)),
    )
    .$dynamic();
  const rows = await inOrder(caller, filter, page).where(where).limit(filter.limit).offset(filter.offset);
  const waiting = await countWaiting(
    database,
    rows.map((row) => row.webhook.id),
  );
  return {
    total: Number(found?.total ?? 0),
    rows: rows.map((row) => ({
      webhook: toView(row.webhook, row.revision, waiting(row.webhook.id), caller.tidings.now()),
      dataCenterName: row.dataCenterName ?? "",
      failedInARow: row.webhook.failedInARow,
    })),
  };
}

/** Counters are joined only where they decide the order. */
function inOrder<Page extends SQLiteSelect>(caller: Caller, filter: Filter, page: Page): Page {
  const { database, now } = caller.tidings;
  const { webhooks } = database.tables;
  const directed = filter.direction === "asc" ? asc : desc;
  const by = (order: SQL) => page.orderBy(directed(order), directed(webhooks.id));
  if (filter.sort !== "succeeded" && filter.sort !== "failed") {
    const orders = {
      createdAt: sql`${webhooks.createdAt}`,
      updatedAt: sql`${webhooks.updatedAt}`,
      label: sql`coalesce(${webhooks.labelKey}, lower(${webhooks.label}))`,
      status: sql`${webhooks.status}`,
    };
    return by(orders[filter.sort]);
  }
  const totals = runTotals(database, eq(webhooks.accountId, caller.accountId), fourteenDaysBefore(now()));
  page.leftJoin(totals, eq(totals.webhookId, webhooks.id));
  return by(sql`coalesce(${totals[filter.sort]}, 0)`);
}

async function readTotals(caller: Caller, ids: string[]): Promise<Map<string, RunTotals>> {
  if (ids.length === 0) return new Map();
  const { database, now } = caller.tidings;
  const { webhooks } = database.tables;
  const mine = and(eq(webhooks.accountId, caller.accountId), inArray(webhooks.id, ids));
  const totals = await database.orm.select().from(runTotals(database, mine, fourteenDaysBefore(now())));
  return new Map(totals.map(({ webhookId, ...counts }) => [webhookId, counts]));
}

function conditions(caller: Caller, filter: Filter) {
  const { webhooks, webhookTriggers } = caller.tidings.database.tables;
  const subscribes = sql`exists (select 1 from ${webhookTriggers}
    where ${webhookTriggers.webhookId} = ${webhooks.id} and ${webhookTriggers.type} = ${filter.type})`;
  return and(
    eq(webhooks.accountId, caller.accountId),
    filter.status ? eq(webhooks.status, filter.status) : ne(webhooks.status, "deleted"),
    filter.dataCenterId ? eq(webhooks.dataCenterId, filter.dataCenterId) : undefined,
    filter.type ? subscribes : undefined,
    filter.profile ? eq(webhooks.profile, filter.profile) : undefined,
    "kind" in filter && filter.kind ? eq(webhooks.kind, filter.kind) : undefined,
    filter.q ? holdsText(webhooks, filter.q) : undefined,
  );
}
