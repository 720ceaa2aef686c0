import { and, eq, ne, or } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { walkList } from "@/lib/walk-list";
import { type DeliveryRowFilter, deliveryRowFilterSchema } from "./filter";
import { readDeliveryRows } from "./read-rows";
import { type DeliveryRows, deliveryRowsSchema } from "./schema";
import { searchDeliveries } from "./walks";

/** What waits is read from every webhook's own index: as many rows for each. */
const FEWER = { chunk: 300, budget: 3_000 };

/** The console's list of the account's deliveries. @throws Problem 400 */
export async function listDeliveryRows(caller: Caller, input: DeliveryRowFilter): Promise<DeliveryRows> {
  const parsed = deliveryRowFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { limit, cursor, ...search } = parsed.data;
  const waiting = search.state === "pending" && search.q === undefined;
  const walk = searchDeliveries(caller, search);
  const { rows, next, stoppedAt } = await walkList(walk, cursor, limit, waiting ? FEWER : {});
  return deliveryRowsSchema.parse({
    rows: await readDeliveryRows(
      caller,
      rows.map(({ id }) => id),
    ),
    next,
    searchedTo: stoppedAt && iso(waiting ? stoppedAt.nextAttemptAt : stoppedAt.acceptedAt),
  });
}

/** The webhooks a list can be narrowed to, by label; a deleted one only where the list is narrowed to it. */
export async function listWebhookOptions(
  caller: Caller,
  chosen: string | undefined,
): Promise<{ id: string; label: string }[]> {
  const { orm, tables } = caller.tidings.database;
  const { webhooks } = tables;
  return orm
    .select({ id: webhooks.id, label: webhooks.label })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.accountId, caller.accountId),
        or(ne(webhooks.status, "deleted"), chosen ? eq(webhooks.id, chosen) : undefined),
      ),
    )
    .orderBy(webhooks.labelKey, webhooks.label);
}
