import { and, eq, gte, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { fourteenDaysBefore, iso } from "@/lib/time";
import { VERDICTS } from "@/lib/vocabulary";
import { loadWebhook } from "@/lib/webhooks/find";
import { readRunRows } from "./list";
import { summarizeBatches } from "./read-batches";
import { type RunGroup, runGroupSchema } from "./schema";
import { toRunRow } from "./view";

const filterSchema = z.strictObject({
  verdict: z.enum(VERDICTS).optional(),
  cursor: z.uuid().optional(),
  limit: z.int().min(1).max(500).default(100),
});

/**
 * The runs of the last 14 days that fit the filter, a page of newest ones, put together by delivery (decision 3), or by batch.
 * A delivery whose runs lie on two pages is shown on both, each time with its present state.
 * @throws Problem 400, 404
 */
export async function listRunsByDelivery(
  caller: Caller,
  givenId: string,
  input: unknown = {},
): Promise<{ groups: RunGroup[]; next: string | null }> {
  const parsed = filterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { verdict, cursor, limit } = parsed.data;
  const { id: webhookId } = (await loadWebhook(caller, givenId)).webhook;
  const { runs } = caller.tidings.database.tables;
  const rows = await readRunRows(
    caller,
    webhookId,
    [
      gte(runs.startedAt, fourteenDaysBefore(caller.tidings.now())),
      verdict && eq(runs.verdict, verdict),
      cursor ? lt(runs.id, cursor) : undefined,
    ],
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const deliveries = await readDeliveries(caller, [...new Set(page.flatMap((run) => run.deliveryId ?? []))]);
  const batches = await summarizeBatches(caller, [...new Set(page.flatMap(batchOf))]);
  const groups = new Map<string, typeof page>();
  for (const run of page) {
    const key = run.deliveryId ?? run.batchId ?? run.id;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return {
    groups: [...groups].map(([id, members]) => {
      const delivery = deliveries.get(id);
      const batch = batches.get(id);
      const now = delivery ?? batch;
      return runGroupSchema.parse({
        deliveryId: delivery ? id : null,
        eventId: delivery?.eventId ?? null,
        batchId: batch ? id : null,
        eventType: now?.eventType ?? null,
        state: now?.state ?? null,
        attempts: now?.attempts ?? members.length,
        nextAttemptAt: now?.state === "pending" ? iso(now.nextAttemptAt) : null,
        runs: members.map(toRunRow),
      });
    }),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The batch of a run for several deliveries. */
const batchOf = ({ deliveryId, batchId }: { deliveryId: string | null; batchId: string | null }) =>
  deliveryId === null && batchId !== null ? [batchId] : [];

async function readDeliveries(caller: Caller, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const { orm, tables } = caller.tidings.database;
  const { deliveries, events } = tables;
  const rows = await orm
    .select({
      id: deliveries.id,
      eventId: deliveries.eventId,
      eventType: events.type,
      state: deliveries.state,
      attempts: deliveries.attempts,
      nextAttemptAt: deliveries.nextAttemptAt,
    })
    .from(deliveries)
    .leftJoin(events, eq(events.id, deliveries.eventId))
    .where(and(inArray(deliveries.id, ids), eq(deliveries.accountId, caller.accountId)));
  return new Map(rows.map((row) => [row.id, row]));
}
