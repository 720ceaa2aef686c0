import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { type DeletedWebhook, deletedWebhookSchema } from "./deleted-schema";
import { type DeletedFilter, deletedFilterSchema } from "./filter";
import { holdsText } from "./holds-text";

/**
 * The account's deleted webhooks of every kind, with who deleted them and when (S4.41, decision 9).
 * @throws Problem 400
 */
export async function listDeletedWebhooks(
  caller: Caller,
  input: DeletedFilter = {},
): Promise<{ webhooks: DeletedWebhook[]; total: number }> {
  const parsed = deletedFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const filter = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { webhooks, webhookRevisions } = tables;
  const where = and(
    eq(webhooks.accountId, caller.accountId),
    eq(webhooks.status, "deleted"),
    filter.kind ? eq(webhooks.kind, filter.kind) : undefined,
    filter.q ? holdsText(webhooks, filter.q) : undefined,
  );
  const [found] = await orm.select({ total: count() }).from(webhooks).where(where);
  const rows = await orm
    .select({
      ...{ id: webhooks.id, kind: webhooks.kind, label: webhooks.label, profile: webhooks.profile },
      ...{ url: webhooks.url, deletedAt: webhooks.deletedAt, settings: webhookRevisions.settings },
    })
    .from(webhooks)
    .innerJoin(
      webhookRevisions,
      and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
    )
    .where(where)
    .orderBy(...inOrder(caller, filter))
    .limit(filter.limit)
    .offset(filter.offset);
  const actors = await readActors(
    caller,
    rows.map(({ id }) => id),
  );
  return {
    total: Number(found?.total ?? 0),
    webhooks: rows.map(({ settings, deletedAt, ...row }) =>
      deletedWebhookSchema.parse({
        ...{ ...row, method: settings.method, deletedAt: iso(deletedAt) },
        deletedBy: actors.get(row.id) ?? null,
      }),
    ),
  };
}

function inOrder(caller: Caller, { sort, direction }: z.infer<typeof deletedFilterSchema>) {
  const { webhooks } = caller.tidings.database.tables;
  const directed = direction === "asc" ? asc : desc;
  const orders = {
    deletedAt: sql`${webhooks.deletedAt}`,
    label: sql`lower(${webhooks.label})`,
    profile: sql`${webhooks.profile}`,
  };
  return [directed(orders[sort]), directed(webhooks.id)];
}

/** A webhook is deleted once, and the entry that tells of it is as lasting as the webhook's row. */
async function readActors(
  caller: Caller,
  ids: string[],
): Promise<Map<string, NonNullable<DeletedWebhook["deletedBy"]>>> {
  if (ids.length === 0) return new Map();
  const { orm, tables } = caller.tidings.database;
  const { auditEntries: entries } = tables;
  const rows = await orm
    .select({
      webhookId: entries.targetId,
      actor: { kind: entries.actorKind, id: entries.actorId, name: entries.actorName },
    })
    .from(entries)
    .where(
      and(
        eq(entries.accountId, caller.accountId),
        eq(entries.targetKind, "webhook"),
        inArray(entries.targetId, ids),
        eq(entries.action, "webhook.deleted"),
      ),
    );
  return new Map(rows.map(({ webhookId, actor }) => [webhookId, actor]));
}
