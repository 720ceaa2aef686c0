import type { Tables } from "@/db/tables";
import { iso } from "@/lib/time";
import type { WebhookStatus } from "@/lib/vocabulary";
import { type ReplayView, replayViewSchema } from "./schema";

export function toReplayView(row: Tables["replays"]["$inferSelect"], status: WebhookStatus): ReplayView {
  const { id, webhookId, kind, state, total, queued, skipped, perSecond, createdBy } = row;
  return replayViewSchema.parse({
    ...{ id, webhookId, kind, state, total, queued, skipped, perSecond, createdBy },
    reason: state === "paused" && status !== "active" ? "webhook_not_active" : null,
    since: iso(row.since),
    until: iso(row.until),
    createdAt: iso(row.createdAt),
    finishedAt: iso(row.finishedAt),
  });
}
