import { and, desc, eq, lt } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, notFound } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { isId } from "@/lib/ids";
import type { WebhookStatus } from "@/lib/vocabulary";
import { loadWebhook } from "@/lib/webhooks/find";
import { type ReplayView, replayFilterSchema } from "./schema";
import { toReplayView } from "./view";

/** The row of a replay of the caller's account. @throws Problem 404 */
export async function loadReplay(
  caller: Caller,
  givenId: string,
): Promise<{ replay: Tables["replays"]["$inferSelect"]; webhook: { label: string; status: WebhookStatus } }> {
  const { orm, tables } = caller.tidings.database;
  const { replays, webhooks } = tables;
  const [row] = !isId(givenId)
    ? []
    : await orm
        .select({ replay: replays, webhook: { label: webhooks.label, status: webhooks.status } })
        .from(replays)
        .innerJoin(webhooks, eq(webhooks.id, replays.webhookId))
        .where(and(eq(replays.id, givenId.toLowerCase()), eq(replays.accountId, caller.accountId)));
  if (!row) throw notFound("replay");
  return row;
}

/** @throws Problem 404 */
export async function findReplay(caller: Caller, id: string): Promise<ReplayView> {
  const { replay, webhook } = await loadReplay(caller, id);
  return toReplayView(replay, webhook.status);
}

/** A webhook's replays, newest first. @throws Problem 400, 404 */
export async function listReplays(
  caller: Caller,
  webhookId: string,
  input: unknown,
): Promise<{ replays: ReplayView[]; next: string | null }> {
  const { webhook } = await loadWebhook(caller, webhookId);
  const parsed = replayFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { limit, cursor } = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { replays } = tables;
  const rows = await orm
    .select()
    .from(replays)
    .where(and(eq(replays.webhookId, webhook.id), cursor ? lt(replays.id, cursor) : undefined))
    .orderBy(desc(replays.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    replays: shown.map((row) => toReplayView(row, webhook.status)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
