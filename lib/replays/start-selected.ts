import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, isProblem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { isId } from "@/lib/ids";
import { SELECTED_MAX } from "./schema";
import { startReplay } from "./start";

const inputSchema = z.strictObject({
  deliveryIds: z
    .array(z.string().refine(isId, { error: "is not a delivery's id" }).toLowerCase())
    .min(1)
    .max(SELECTED_MAX),
});

export interface StartedSelection {
  /** Deliveries that will be sent again. */
  count: number;
  /** The webhooks for which nothing was started, and why. */
  refused: { webhook: string; detail: string }[];
}

/** Sends a selection of the account's deliveries again: a replay for each webhook. @throws Problem 400 */
export async function startSelected(caller: Caller, input: unknown): Promise<StartedSelection> {
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { orm, tables } = caller.tidings.database;
  const { deliveries, webhooks } = tables;
  const rows = await orm
    .select({ id: deliveries.id, webhookId: webhooks.id, label: webhooks.label })
    .from(deliveries)
    .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .where(and(inArray(deliveries.id, parsed.data.deliveryIds), eq(deliveries.accountId, caller.accountId)));
  const result: StartedSelection = { count: 0, refused: [] };
  for (const webhookId of new Set(rows.map((row) => row.webhookId))) {
    const group = rows.filter((row) => row.webhookId === webhookId);
    try {
      await startReplay(caller, webhookId, { kind: "selected", deliveryIds: group.map(({ id }) => id) });
      result.count += group.length;
    } catch (error) {
      if (!isProblem(error)) throw error;
      result.refused.push({ webhook: group[0]?.label ?? "", detail: error.detail });
    }
  }
  return result;
}
