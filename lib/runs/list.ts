import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { VERDICTS } from "@/lib/vocabulary";
import { fieldProblems } from "@/lib/webhooks/field-problems";
import { loadWebhook } from "@/lib/webhooks/find";
import type { RunRow } from "./schema";
import { toRunRow } from "./view";

export const runFilterSchema = z.strictObject({
  verdict: z.enum(VERDICTS).optional(),
  since: z.iso
    .datetime({ offset: true, error: "is not an ISO 8601 time" })
    .transform((time) => Date.parse(time))
    .optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, { error: "is not a whole number" })
    .transform(Number)
    .pipe(z.int().min(1).max(1_000))
    .default(100),
  cursor: z.uuid({ error: "is not a cursor of this list" }).optional(),
});

/** A webhook's runs, newest first; `next` is the cursor of the following page. @throws Problem 400, 404 */
export async function listRuns(
  caller: Caller,
  webhookId: string,
  input: unknown,
): Promise<{ runs: RunRow[]; next: string | null }> {
  const parsed = runFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { verdict, since, limit, cursor } = parsed.data;
  await loadWebhook(caller, webhookId);
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
      startedAt: runs.startedAt,
      durationMs: runs.durationMs,
      verdict: runs.verdict,
      reason: runs.reason,
      statusCode: runs.statusCode,
      attempt: runs.attempt,
      deliveries: runs.deliveries,
      test: runs.test,
      responseTruncated: runs.responseTruncated,
    })
    .from(runs)
    .where(and(eq(runs.webhookId, webhookId), eq(runs.accountId, caller.accountId), ...where))
    .orderBy(desc(runs.id))
    .limit(limit);
}
