import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { HOUR_MS } from "@/lib/time";
import { type ReplayRow, replayRowSchema } from "./schema";
import { toReplayView } from "./view";

/** How long one that has ended is still shown. */
const SHOWN_MS = HOUR_MS;
const SHOWN = 20;

/** The replays that a page shows: those that have not ended, and what ended within the hour; newest first. */
export async function listReplayRows(
  caller: Caller,
  { webhookId }: { webhookId?: string | undefined },
): Promise<{ replays: ReplayRow[] }> {
  const { orm, tables } = caller.tidings.database;
  const { replays, webhooks } = tables;
  const ended = caller.tidings.now() - SHOWN_MS;
  // By the webhooks: each has an index of its own, the account has none.
  const rows = await orm
    .select({ replay: replays, label: webhooks.label, status: webhooks.status })
    .from(webhooks)
    .innerJoin(replays, eq(replays.webhookId, webhooks.id))
    .where(
      and(
        eq(webhooks.accountId, caller.accountId),
        webhookId === undefined ? undefined : eq(webhooks.id, webhookId),
        or(isNull(replays.finishedAt), gt(replays.finishedAt, ended)),
      ),
    )
    .orderBy(desc(replays.id))
    .limit(SHOWN);
  return {
    replays: rows.map(({ replay, label, status }) =>
      replayRowSchema.parse({ ...toReplayView(replay, status), webhook: label }),
    ),
  };
}
