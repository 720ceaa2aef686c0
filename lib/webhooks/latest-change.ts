import { and, eq, inArray } from "drizzle-orm";
import type { StoredSecrets } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import { loadWebhook } from "./find";
import { type LatestChange, latestChangeSchema } from "./latest-change-schema";

/**
 * Who saved the newest revision of a webhook, and which secrets are new since the revision `since`, which somebody
 * is looking at. @throws Problem 404
 */
export async function readLatestChange(caller: Caller, id: string, since: number): Promise<LatestChange> {
  const { webhook } = await loadWebhook(caller, id);
  const { orm, tables } = caller.tidings.database;
  const { webhookRevisions } = tables;
  const rows = await orm
    .select()
    .from(webhookRevisions)
    .where(
      and(
        eq(webhookRevisions.webhookId, webhook.id),
        eq(webhookRevisions.accountId, caller.accountId),
        inArray(webhookRevisions.revision, [since, webhook.revision]),
      ),
    );
  const newest = rows.find((row) => row.revision === webhook.revision);
  const older = rows.find((row) => row.revision === since);
  return latestChangeSchema.parse({
    revision: webhook.revision,
    status: webhook.status,
    updatedAt: iso(webhook.updatedAt),
    at: iso(newest?.createdAt ?? webhook.updatedAt),
    by: newest?.createdBy ?? "",
    replacedSecrets: replacedSecrets(older?.secrets ?? {}, newest?.secrets ?? {}),
  });
}

/** A kept secret keeps its ciphertext, even where a header moved in its list. */
export function replacedSecrets(before: StoredSecrets, after: StoredSecrets): string[] {
  const kept = new Set(Object.values(before));
  return Object.entries(after)
    .filter(([, ciphertext]) => !kept.has(ciphertext))
    .map(([place]) => place);
}
