import { and, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { type FieldProblem, invalid } from "@/lib/errors";
import { FINAL_DELIVERY_STATES } from "@/lib/vocabulary";

/** The given deliveries, each once. @throws Problem 400 at those that are not the webhook's, or not final */
export async function requireFinal(caller: Caller, webhookId: string, ids: string[]): Promise<string[]> {
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  const rows = await orm
    .select({ id: deliveries.id, state: deliveries.state })
    .from(deliveries)
    .where(
      and(
        inArray(deliveries.id, ids),
        eq(deliveries.webhookId, webhookId),
        eq(deliveries.accountId, caller.accountId),
      ),
    );
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  const errors = ids.flatMap((id, index): FieldProblem[] => {
    const state = states.get(id);
    const path = `deliveryIds.${index}`;
    if (state === undefined) {
      const remedy = "Send ids that the list of the webhook's deliveries answers.";
      return [{ path, message: "is no delivery of this webhook", remedy }];
    }
    if (FINAL_DELIVERY_STATES.some((final) => final === state)) return [];
    return [{ path, message: `is not final: it is ${state}`, remedy: "Leave it out until it has ended." }];
  });
  if (errors.length > 0) throw invalid(errors);
  return [...states.keys()];
}
