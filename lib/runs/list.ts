import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { queryNumberOr } from "@/lib/query-fields";
import { VERDICTS } from "@/lib/vocabulary";
import { loadWebhook } from "@/lib/webhooks/find";
import type { RunRow } from "./schema";
import { toRunRow } from "./view";

export const runFilterSchema = z.strictObject({
  verdict: z.enum(VERDICTS).optional(),
  since: z.iso
    .datetime({ offset: true, error: "is not an ISO 8601 time" })
    .transform((time) => Date.parse(time))
    .optional(),
  limit: queryNumberOr(100, 1, 1_000),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
});

/** A webhook's runs, newest first; `next` is the cursor of the following page. @throws Problem 400, 404 */
export async function listRuns(
  caller: Caller,
  givenId: string,
  input: unknown,
): Promise<{ runs: RunRow[]; next: string | null }> {
  const parsed = runFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { verdict, since, limit, cursor } = parsed.data;
  const { id: webhookId } = (await loadWebhook(caller, givenId)).webhook;
  const { runs } = caller.tidings.database.tables;
  const rows = await readRunRows(
    caller,
    webhookId,
    [
      verdict && eq(runs.verdict, verdict),
      since === undefined ? undefined : gte(runs.startedAt, since),
      cursor ? lt(runs.id, cursor) : undefined,
    ],
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return { runs: page.map(toRunRow), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** The small columns of a webhook's runs, newest first. */
export function readRunRows(caller: Caller, webhookId: string, where: (SQL | undefined)[], limit: number) {
  const { orm, tables } = caller.tidings.database;
  const { runs } = tables;
  return orm
    .select({
      id: runs.id,
      deliveryId: runs.deliveryId,
      batchId: runs.batchId,
      startedAt: runs.startedAt,
      durationMs: runs.durationMs,
      verdict: runs.verdict,
      reason: runs.reason,
      statusCode: runs.statusCode,
      attempt: runs.attempt,
      deliveries: runs.deliveries,
      test: runs.test,
      inbox: runs.inbox,
      responseTruncated: runs.responseTruncated,
    })
    .from(runs)
    .where(and(eq(runs.webhookId, webhookId), eq(runs.accountId, caller.accountId), ...where))
    .orderBy(desc(runs.id))
    .limit(limit);
}
