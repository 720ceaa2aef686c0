import { and, asc, eq, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import type { SmallDelivery } from "./walks";

/**
 * The deliveries that wait, by their next attempt, after a cursor `<nextAttemptAt>.<id>`. Only each webhook's own
 * are indexed in this order: the webhooks are taken by their earliest one, until no other can come before.
 */
export async function readWaiting(
  caller: Caller,
  webhookId: string | undefined,
  after: string | undefined,
  limit: number,
): Promise<SmallDelivery[]> {
  const found: SmallDelivery[] = [];
  for (const { id, dueAt } of await readEarliest(caller, webhookId)) {
    const last = found[limit - 1];
    if (last && dueAt > dueOf(last)) break;
    found.push(...(await waitingOf(caller, id, after, limit)));
    found.sort((a, b) => dueOf(a) - dueOf(b) || (a.id < b.id ? -1 : 1));
  }
  return found.slice(0, limit);
}

const dueOf = ({ nextAttemptAt }: SmallDelivery) => nextAttemptAt ?? 0;

/** The account's webhooks for which something waits, by when the first of it is due: one seek for each. */
export const EARLIEST = `
  SELECT * FROM (
    SELECT w.id, (SELECT d.next_attempt_at FROM deliveries d
      WHERE d.webhook_id = w.id AND d.state = 'pending'
      ORDER BY d.next_attempt_at LIMIT 1) AS "dueAt"
    FROM webhooks w WHERE w.account_id = $1
  ) AS earliest WHERE "dueAt" IS NOT NULL ORDER BY "dueAt"`;

async function readEarliest(caller: Caller, webhookId: string | undefined) {
  const rows = await caller.tidings.database.rows<{ id: string; dueAt: number }>(EARLIEST, [
    caller.accountId,
  ]);
  return rows
    .filter(({ id }) => webhookId === undefined || id === webhookId)
    .map(({ id, dueAt }) => ({ id, dueAt: Number(dueAt) }));
}

export function waitingOf(caller: Caller, webhookId: string, after: string | undefined, limit: number) {
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  const [time, id] = after?.split(".") ?? [];
  const later = sql`(${deliveries.nextAttemptAt}, ${deliveries.id}) > (${Number(time)}, ${id})`;
  return orm
    .select({
      id: deliveries.id,
      webhookId: deliveries.webhookId,
      state: deliveries.state,
      reason: deliveries.reason,
      acceptedAt: deliveries.acceptedAt,
      nextAttemptAt: deliveries.nextAttemptAt,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.webhookId, webhookId),
        sql`${deliveries.state} = 'pending'`,
        sql`${deliveries.accountId} + 0 = ${caller.accountId}`,
        after === undefined ? undefined : later,
      ),
    )
    .orderBy(asc(deliveries.nextAttemptAt), asc(deliveries.id))
    .limit(limit);
}
