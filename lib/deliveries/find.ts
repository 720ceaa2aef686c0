import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { readRunIds, toDeliveryDetails } from "./list";
import type { DeliveryDetails } from "./schema";

/** One delivery, for whoever sent it again or cancels it. @throws Problem 404 */
export async function findDelivery(caller: Caller, id: string): Promise<DeliveryDetails> {
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  const [row] = !isId(id)
    ? []
    : await orm
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.id, id.toLowerCase()), eq(deliveries.accountId, caller.accountId)));
  if (!row) throw notFound("delivery");
  const runIds = (await readRunIds(caller, [row.id])).get(row.id);
  return toDeliveryDetails(row, runIds);
}
