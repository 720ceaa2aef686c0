import { and, eq, ne, or } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { type DeliveryRowFilter, deliveryRowFilterSchema } from "./filter";
import { readDeliveryRows } from "./read-rows";
import { type DeliveryRows, deliveryRowsSchema } from "./schema";
import { inOrderOfNextAttempt, walkDeliveries } from "./walks";

/** The console's list of the account's deliveries. @throws Problem 400 */
export async function listDeliveryRows(caller: Caller, input: DeliveryRowFilter): Promise<DeliveryRows> {
  const parsed = deliveryRowFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { limit, cursor, ...search } = parsed.data;
  const { rows, next, stoppedAt } = await walkDeliveries(caller, search, cursor, limit);
  return deliveryRowsSchema.parse({
    rows: await readDeliveryRows(
      caller,
      rows.map(({ id }) => id),
    ),
    next,
    searchedTo:
      stoppedAt && iso(inOrderOfNextAttempt(search) ? stoppedAt.nextAttemptAt : stoppedAt.acceptedAt),
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
